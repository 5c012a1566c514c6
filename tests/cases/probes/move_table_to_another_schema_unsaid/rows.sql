insert into orders (id, total) values (1, 1), (2, 1000);
