insert into things values (1, '2020-01-01', null, null), (2, '2020-01-01', 3, 'x');
