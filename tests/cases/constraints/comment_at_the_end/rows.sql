insert into orders (id, total) values (1, 2);
