insert into users (id, email, nick) values (1, 'a@example.com', 'a');
