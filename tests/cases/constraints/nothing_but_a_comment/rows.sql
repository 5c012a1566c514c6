insert into users (id, age) values (10, 10);
