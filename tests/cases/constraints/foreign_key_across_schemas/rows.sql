insert into users (id) values (1);
insert into shop.orders (id, user_id) values (1, 1);
