insert into notes values (1, 'x');
