insert into logs (id) values (1);
