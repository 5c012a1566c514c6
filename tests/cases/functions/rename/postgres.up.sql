ALTER FUNCTION "old_name"(integer) RENAME TO "new_name";

ALTER FUNCTION "old_touch"() RENAME TO "new_touch";

ALTER FUNCTION "moved"(text) SET SCHEMA "shop";

ALTER FUNCTION "shop"."moved"(text) RENAME TO "moved_too";

ALTER PROCEDURE "old_p"(integer) SET SCHEMA "shop";

ALTER PROCEDURE "shop"."old_p"(integer) RENAME TO "new_p";
