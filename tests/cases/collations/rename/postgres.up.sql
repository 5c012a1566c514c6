CREATE SCHEMA "shop";

ALTER COLLATION "plain" SET SCHEMA "shop";

ALTER COLLATION "shop"."plain" RENAME TO "bytes";
