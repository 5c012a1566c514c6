insert into things values (1, 'A');
