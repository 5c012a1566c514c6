insert into posts (title) values ('a'), ('b');
