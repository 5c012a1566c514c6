insert into users (id, name) values (1, 'Ada'), (5, 'Bob');
insert into posts (id, user_id) values (1, 1), (2, 5);
