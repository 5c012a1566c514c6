insert into things values (1, 'é');
insert into own values (1, 'é');
