pragma user_version = 0;

pragma user_version = 1;

pragma cache_size = 100;

insert into users (id, name) values (0, 'nobody');
