insert into users (id, name) values (1, 'Ada'), (5, 'Bob');
