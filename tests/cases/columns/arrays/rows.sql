insert into items (id, tags, word, one) values (1, '{a,b}', 'w', 3);
