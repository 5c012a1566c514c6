insert into users (id, plan) values (1, 'free'), (2, 'paid');
