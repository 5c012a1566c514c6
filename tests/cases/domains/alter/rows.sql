insert into users (id, points, label) values (1, 3, 'x');
