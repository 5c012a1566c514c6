insert into t (a) values (10), (20);
