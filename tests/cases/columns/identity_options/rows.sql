insert into users (name) values ('Ada'), ('Bob');
insert into logs (what) values ('a'), ('b');
