insert into users (name) values ('Ada'), ('Bob');
insert into posts (id, user_id) values (1, 1), (2, 2);
