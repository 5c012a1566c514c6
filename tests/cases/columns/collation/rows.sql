insert into users (id, name, city) values (1, 'b', 'x'), (2, 'A', 'y');
insert into posts (id, user_id) values (1, 1), (2, 2);
