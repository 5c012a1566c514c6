insert into users (id, plan) values (1, null), (2, 'gold');
