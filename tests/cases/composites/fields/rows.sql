insert into people (id, home) values (1, ('Main', 7, 'Ulm', '89')), (2, null);
