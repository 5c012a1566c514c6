insert into users (id, name) values (1, 'Ada'), (2, 'Bob');
insert into posts (id, user_id) values (1, 1), (2, 2);
