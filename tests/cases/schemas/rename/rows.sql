insert into shop.orders default values;
insert into lines (id, order_id) values (1, 1);
