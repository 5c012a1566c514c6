insert into users (id, plan) values (1, 'free'), (2, 'paid');
insert into posts (id, user_id) values (1, 1), (2, 2);
