insert into users (plan) values ('a'), ('b'), ('c');
delete from users where plan = 'c';
insert into posts (user_id) values (1), (2);
