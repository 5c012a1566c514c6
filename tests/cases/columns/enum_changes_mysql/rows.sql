insert into things values (1, '2020-01-01', 'a', 'happy', 'y'), (2, '2020-01-01', 'b', 'sad', 'x,y');
