insert into users (id, name, born) values (1, 'a', 3), (2, 'b', null);
