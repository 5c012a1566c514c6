insert into lists values (1), (2), (3);
insert into hashed values (1), (2);
insert into keyed values (1), (2);
insert into cut values (1, '2019-01-01'), (2, '2021-01-01');
insert into whole values (150);
insert into parted values (50);
insert into named values (1), (2), (3);
