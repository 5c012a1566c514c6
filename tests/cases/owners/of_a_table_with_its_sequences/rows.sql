insert into items (number) values (1), (2);
