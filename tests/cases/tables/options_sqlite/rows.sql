insert into users (id, name) values (1, 'a'), (2, 'b');
insert into posts (id, user_id) values (1, 1), (2, 2);
insert into counts (name, value) values ('a', 1);
