insert into items (id, code) values (1, 'abcdef');
