insert into users (id, name, bio, age) values (1, 'Ada', null, null), (2, 'Bob', 'b', 7);
insert into posts (id, user_id) values (1, 1), (2, 2);
