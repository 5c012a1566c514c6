insert into tokens (id) values (1), (2);
