insert into parts (id, price, quantity) values (1, 2, 3), (2, 5, 5);
insert into notes (id, line_id) values (1, 1), (2, 2);
