insert into users (id, name, email) values (1, 'Ada', 'a'), (2, 'Bob', 'b');
