insert into hits (id, day, kind) values (1, '2019-01-01', 1), (2, '2021-01-01', 1);
insert into sums (id, kind) values (1, 7), (2, 8);
