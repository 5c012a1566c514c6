insert into parts (id, price) values (1, 2), (2, 5);
