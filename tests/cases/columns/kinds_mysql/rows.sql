insert into things (small, filled, mood, tags, born, price, at, name, note, place)
values (1, 5, 'it''s', 'a,b', null, 3, '2020-01-01 10:00:00.123', 'é', 'n', st_geomfromtext('POINT(1 2)', 4326));
