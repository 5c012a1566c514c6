insert into users values (1, 'a', null);
