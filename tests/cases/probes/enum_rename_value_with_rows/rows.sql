insert into posts (id, status, title) values (1, 'publshed', 'a'), (2, 'draft', '');
