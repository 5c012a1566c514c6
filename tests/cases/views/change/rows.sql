insert into users (id, name, age) values (1, 'a', 20), (2, 'b', 30);
