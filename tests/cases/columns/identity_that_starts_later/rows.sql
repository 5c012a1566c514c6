insert into users (id, name) values (101, 'Ada');
insert into debts (id) values (-3), (-2);
