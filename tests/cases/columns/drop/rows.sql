insert into users (id, bio) values (1, 'a'), (2, 'b');
insert into posts (id, user_id, editor_id) values (1, 1, 2), (2, 2, 2);
