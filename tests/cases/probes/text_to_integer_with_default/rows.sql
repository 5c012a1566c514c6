insert into items (id, amount) values (1, '12'), (2, '-7');
insert into parts (id, item_id) values (1, 1), (2, 2), (3, 2);
