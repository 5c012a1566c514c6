insert into users (id, age) values (1, 7), (2, 8);
