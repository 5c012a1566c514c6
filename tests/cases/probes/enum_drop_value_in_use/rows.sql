insert into people (id, mood) values (1, 'happy'), (2, 'angry');
insert into notes (id, person_id) values (1, 1), (2, 2);
