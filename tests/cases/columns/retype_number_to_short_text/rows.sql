insert into items (id, code) values (1, 12), (2, 12345);
