insert into users (id) values (1), (2);
insert into logs (id) values (1), (2);
