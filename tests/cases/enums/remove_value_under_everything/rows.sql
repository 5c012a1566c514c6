insert into people values (1, 'a', 'a', ('a', 7), '{a,b}');
refresh materialized view happy;
