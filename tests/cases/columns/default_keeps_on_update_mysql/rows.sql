insert into posts (id, seen) values (1, '2020-02-02 02:02:02');
