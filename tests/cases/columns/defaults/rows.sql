insert into users (id, plan) values (1, 'gold');
insert into posts (id, user_id) values (1, 1), (2, 1);
