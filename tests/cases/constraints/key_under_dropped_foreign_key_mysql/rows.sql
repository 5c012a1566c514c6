insert into users (id) values (1), (2);
insert into members (user_id, team) values (1, 1), (1, 2);
insert into seats (user_id, place) values (1, 1), (1, 2);
