insert into users (id, points) values (1, 3), (2, 4);
