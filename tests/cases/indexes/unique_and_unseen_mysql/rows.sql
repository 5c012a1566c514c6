insert into things values (1, 1), (2, 2);
