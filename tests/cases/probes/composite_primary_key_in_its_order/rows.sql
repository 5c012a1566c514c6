insert into members (user_id, group_id) values (1, 2), (2, 1), (3, 3);
