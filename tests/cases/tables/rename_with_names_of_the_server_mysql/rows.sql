insert into parents values (1);
insert into kept values (1, 1);
insert into led values (1, 1);
