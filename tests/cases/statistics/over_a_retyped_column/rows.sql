insert into sales values (1, 1, 'a', 'b');
