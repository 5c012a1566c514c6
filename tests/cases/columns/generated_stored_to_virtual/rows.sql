insert into parts (id, price) values (1, 2), (2, 5);
insert into notes (id, line_id) values (1, 1), (2, 2);
