insert into orders (id, state, note) values (1, 'new', 'a'), (2, 'sent', 'b');
