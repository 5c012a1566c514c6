insert into people (id, home) values (1, row('Main'));
