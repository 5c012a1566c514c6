insert into users (id, age, name) values (1, 10, 'a'), (2, 20, 'b');
insert into posts (id, user_id) values (1, 1), (2, 2);
