insert into items (id, code, codes, word) values (1, 12, '{1,2}', 'w'), (2, 13, null, 'x');
