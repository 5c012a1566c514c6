insert into parents values (1, 'x', 2);
insert into children values (1, 1, 'x', 2, 1);
