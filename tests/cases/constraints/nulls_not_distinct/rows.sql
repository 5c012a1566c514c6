insert into users (id, email, born, height) values (1, 'a', 3, 5), (2, null, null, null);
