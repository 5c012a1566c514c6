insert into things values (5, 1), (15, 1);
