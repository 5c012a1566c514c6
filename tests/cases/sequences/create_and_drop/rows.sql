insert into items (id) values (1), (2);
