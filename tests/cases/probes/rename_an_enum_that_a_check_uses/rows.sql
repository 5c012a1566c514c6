insert into people (id, mood) values (1, 'good'), (2, 'bad');
