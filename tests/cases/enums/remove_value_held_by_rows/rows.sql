insert into people values (1, 'c', 'a', '{}'), (2, 'c', null, '{}'), (3, 'a', 'b', '{c}');
