insert into teams (id) values (1), (2);
insert into players (id, team_id) values (1, 1), (2, 2);
update teams set captain_id = id;
