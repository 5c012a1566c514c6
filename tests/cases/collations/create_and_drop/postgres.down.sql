CREATE COLLATION "gone" (LOCALE = 'POSIX');

-- hazard: drop-table: table words is dropped
DROP TABLE "words";

DROP COLLATION "shop"."mixed";

DROP COLLATION "plain";

-- hazard: drop-schema: schema shop is dropped
DROP SCHEMA "shop";
