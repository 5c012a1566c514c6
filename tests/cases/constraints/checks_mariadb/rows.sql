insert into things values (1, 2, 3, 4, 5);
