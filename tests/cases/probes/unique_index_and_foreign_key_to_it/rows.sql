insert into countries (id, code) values (1, 'no'), (2, 'se');
insert into cities (id, country) values (1, 'no'), (2, 'no'), (3, 'se');
