insert into people (id, mood, before) values (1, 'happy', 'sad'), (2, 'happy', null);
