insert into users (name) values ('a'), ('b'), ('c');
delete from users where name = 'b';
