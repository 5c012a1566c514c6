insert into things (id, a) values (1, 5);
