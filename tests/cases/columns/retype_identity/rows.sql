insert into users (name) values ('a'), ('b');
insert into posts (id, user_id) values (1, 1), (2, 2);
