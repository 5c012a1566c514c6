insert into users (id, email) values (1, 'a'), (2, 'a');
