insert into logs (id) values (1), (2);
