insert into posts (title, body) values ('a', 'x'), ('b', 'y'), ('c', 'z');
delete from posts where title = 'b';
insert into places values (1, 2, 3);
insert into moved (text) values ('kept text');
