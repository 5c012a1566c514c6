insert into users (id, plan, region) values (1, null, null), (2, 'gold', 'west');
insert into posts (id, user_id) values (1, 1), (2, 2);
