insert into orders (total) values (1), (1000);
insert into lines (id, order_id) values (1, 1), (2, 2);
