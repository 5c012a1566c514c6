insert into people (id, mood, earlier) values (1, 'happy', 'sad'), (2, 'happy', null);
