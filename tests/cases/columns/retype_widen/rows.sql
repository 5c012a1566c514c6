insert into items (id, code, tiny, price, weight, name) values (1, 'abc', 7, 10.5, 0.5, 'abcd');
insert into parts (id, item_id) values (1, 1), (2, 1);
