insert into sales values (1, 7, 'a');
