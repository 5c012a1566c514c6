insert into users (id, code) values (1, 1), (2, 2);
insert into people (id) values (1), (2);
insert into posts (id, user_id) values (1, 1), (2, 2);
