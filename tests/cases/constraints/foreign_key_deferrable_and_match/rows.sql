insert into users (id, part) values (1, 1), (2, 1);
insert into posts (id, user_id, part) values (1, 1, 1), (2, null, null);
