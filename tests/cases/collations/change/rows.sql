insert into words values (1, 'b', 'x'), (2, 'A', 'y');
