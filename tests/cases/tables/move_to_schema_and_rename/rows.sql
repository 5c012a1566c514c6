insert into users (name) values ('a'), ('b');
insert into shop.orders (id, user_id) values (1, 1);
