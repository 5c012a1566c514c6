insert into users (id, name, city) values (1, 'a', 'x'), (2, 'b', 'y');
