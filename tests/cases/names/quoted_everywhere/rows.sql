insert into "User Accounts" ("Id", "order") values (1, 1), (2, null);
insert into "select" ("from", "user id") values (1, 1), (2, 2);
