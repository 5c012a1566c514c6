insert into users (id, name, city, data, born) values (1, 'a', 'x', '{}', 3), (2, 'b', 'y', '{"a": 1}', null);
