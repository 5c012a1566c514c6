insert into users (id) values (1), (2);
insert into posts (id, user_id) values (1, 1), (2, 2);
