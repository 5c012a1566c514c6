select pr.id, pr.name, sum(l.quantity) as sold
from shop.products pr
join shop.order_lines l on l.product_id = pr.id
group by pr.id, pr.name
order by sold desc
