insert into items (id) values (1), (2);
insert into shop.items default values;
