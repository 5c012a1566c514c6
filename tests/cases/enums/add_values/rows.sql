insert into posts (id, status) values (1, 'b'), (2, 'd');
insert into notes (id, post_id) values (1, 1), (2, 2);
