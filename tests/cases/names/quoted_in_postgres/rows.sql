insert into "My Shop"."Order" ("Price") values (5), (6);
