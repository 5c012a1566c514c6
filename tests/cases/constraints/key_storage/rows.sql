insert into users values (1, 1, 1);
