insert into items (id, amount) values (1, '12'), (2, 'abc');
