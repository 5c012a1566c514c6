insert into users (id, email, name, city) values (1, 'a', 'n', 'c'), (2, null, 'm', 'c');
