insert into users (id, code, name) values (1, 10, 'a'), (2, 20, 'b');
insert into posts (id, user_code) values (1, 10), (2, null);
