insert into users (id, kind, mood, was) values (1, 'a', 'x', 'old'), (2, 'b', 'y', 'old');
insert into users__new (id) values (1);
