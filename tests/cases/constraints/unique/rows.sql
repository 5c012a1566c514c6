insert into users (id, email, name, city) values (1, 'a', 'n', 'c'), (2, 'b', 'm', 'c');
insert into posts (id, user_id) values (1, 1), (2, 2);
