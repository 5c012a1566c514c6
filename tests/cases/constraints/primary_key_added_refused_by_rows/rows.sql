insert into logs (id, what) values (1, 'a'), (1, 'b');
