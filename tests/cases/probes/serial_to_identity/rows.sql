insert into users (name) values ('Ada'), ('Bob'), ('Cyd');
insert into posts (user_id) values (1), (3);
