insert into things (id, n, packed) values (1, 1, 'x');
update things set n = 2;
insert into plain values (1, 1, 'y');
insert into rooms values (1, '2020-01-01', '2020-02-01');
