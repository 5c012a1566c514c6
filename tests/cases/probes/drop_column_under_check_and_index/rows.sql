insert into orders (id, quantity, price) values (1, 2, 3), (2, 20, 4);
insert into parts (id, order_id) values (1, 1), (2, 2);
