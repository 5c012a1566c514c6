ALTER COLLATION "shop"."bytes" SET SCHEMA "public";

ALTER COLLATION "bytes" RENAME TO "plain";

-- hazard: drop-schema: schema shop is dropped
DROP SCHEMA "shop";
