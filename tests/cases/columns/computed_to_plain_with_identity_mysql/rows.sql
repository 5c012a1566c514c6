insert into words (id, word) values (1, 'A'), (2, 'B');
