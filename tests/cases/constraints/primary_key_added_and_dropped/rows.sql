insert into logs (id, what) values (1, 'a'), (2, 'b');
insert into notes (id, what) values (1, 'a'), (2, 'b');
