insert into users (id) values (1), (2);
insert into posts (id, a, b, c, d) values (1, 1, 1, 2, 2), (2, 2, 2, 1, null);
