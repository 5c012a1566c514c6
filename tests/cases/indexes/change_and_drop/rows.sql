insert into users (id, name, city, born) values (1, 'a', 'x', 3), (2, 'b', 'y', null);
