insert into items (id, code) values (1, 7), (2, null);
insert into parts (id, item_id) values (1, 1), (2, 2);
