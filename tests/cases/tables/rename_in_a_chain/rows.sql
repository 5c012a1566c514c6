insert into a (id, x) values (1, 'a'), (2, 'b');
insert into b (id, a_id) values (1, 1);
