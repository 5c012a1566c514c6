insert into things values (1, 'a', 'some words', 1, 2, st_geomfromtext('POINT(1 2)', 0), 3);
