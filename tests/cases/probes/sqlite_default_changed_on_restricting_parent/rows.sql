insert into users (id) values (1), (2);
insert into posts (id, user_id, other_id) values (1, 1, 2), (2, 1, 2), (3, 2, 1);
