insert into posts (id, title) values (1, 'a');
insert into logs (id, post_id) values (1, null), (2, null);
insert into comments (id, post_id) values (1, 1);
