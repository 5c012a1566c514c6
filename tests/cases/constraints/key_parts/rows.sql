insert into users values (5, 'a', 'x'), (7, 'b', 'y');
insert into visits values (1, '2024-01-01', null);
insert into posts values (3, 'c'), (2, 'd');
