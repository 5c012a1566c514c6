insert into posts (id, status) values (1, 'draft'), (2, 'canceled');
