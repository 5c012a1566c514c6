insert into users (id, age) values (1, 30), (2, 40);
insert into posts (id, user_id) values (1, 1), (2, 2);
