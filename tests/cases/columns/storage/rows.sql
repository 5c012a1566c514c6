insert into files values (1, 'a', 'b', 'c', 'd', 5);
