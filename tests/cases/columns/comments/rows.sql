insert into users (id, name, age, bio) values (1, 'Ada', 3, 'x');
