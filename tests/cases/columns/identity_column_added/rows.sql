insert into logs (what) values ('a'), ('b');
