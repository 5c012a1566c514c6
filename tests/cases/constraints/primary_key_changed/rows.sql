insert into members (id, group_id, user_id) values (1, 1, 1), (2, 1, 2);
insert into turns (id, member_id) values (1, 1), (2, null);
