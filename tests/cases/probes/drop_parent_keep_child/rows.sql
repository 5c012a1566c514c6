insert into users (id, name) values (1, 'Ada');
insert into posts (id, user_id, title) values (1, 1, 'a'), (2, 1, 'b');
insert into comments (id, post_id) values (1, 1), (2, 2);
