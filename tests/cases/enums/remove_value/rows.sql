insert into posts (id, status, moods) values (1, 'a', '{x,y}'), (2, 'b', '{}');
