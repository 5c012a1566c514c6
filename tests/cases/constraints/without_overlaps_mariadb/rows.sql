insert into rooms values (1, 2, '2020-01-01', '2020-02-01');
insert into plain values (1, '2020-01-01', '2020-02-01');
