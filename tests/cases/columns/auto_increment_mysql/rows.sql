insert into gains values (1, 5), (2, 5);
insert into loses (b) values (7), (8);
insert into moves (other) values (4), (5);
insert into new_one values (8), (9);
insert into referenced values (1), (2);
insert into refers values (1, 2);
