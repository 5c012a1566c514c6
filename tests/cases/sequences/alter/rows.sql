insert into items (id) values (1), (2);
insert into others (id, number) values (1, 1);
