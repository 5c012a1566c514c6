insert into things values (15, 1), (22, 1), (28, 1), (35, 1), (50, 1);
