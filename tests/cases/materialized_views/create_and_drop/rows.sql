insert into sales values (1, 1, 'a', 5), (2, 1, 'a', 6);
