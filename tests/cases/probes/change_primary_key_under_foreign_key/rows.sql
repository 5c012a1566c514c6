insert into users (id, email) values (1, 'ada@example.com'), (2, 'bob@example.com');
insert into posts (id, author_id) values (1, 1), (2, 1), (3, 2);
