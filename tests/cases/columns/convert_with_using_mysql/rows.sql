insert into things (id, amount) values (1, 'one'), (2, 'two');
