insert into users (id, boss_id) values (1, null), (2, 1);
insert into posts (id, user_id) values (1, 1), (2, 2);
