insert into things (inherits, note, own, kind) values ('é', 'ü', '日', 'é');
insert into plain values (1, 'ä');
insert into other values (1), (2);
