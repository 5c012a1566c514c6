set sql_mode = '';
insert into posts (id) values (1);
insert into posts (id, made, day) values (2, '0000-00-00 00:00:00', '2020-02-02');
