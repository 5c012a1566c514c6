insert into items (id, active, amount, made, payload) values (1, 'yes', 4, '2026-01-02', '{"a": 1}'), (2, 'no', 5, '2026-01-03', '[]');
insert into parts (id, item_id) values (1, 1), (2, 2);
