insert into things values (1);
