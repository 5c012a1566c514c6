insert into things values (5), (15);
insert into others values (1);
