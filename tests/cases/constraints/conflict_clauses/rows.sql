insert into users (id, email, name, nick) values (1, 'a', 'n', 'x'), (2, 'b', 'm', 'y');
insert into tags values ('t', 'first'), ('t', 'second');
