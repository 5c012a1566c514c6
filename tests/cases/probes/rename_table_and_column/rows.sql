insert into users (id, name, boss_id) values (1, 'Ada', null), (2, 'Bob', 1);
insert into posts (id, author_id) values (1, 1), (2, 1), (3, 2);
