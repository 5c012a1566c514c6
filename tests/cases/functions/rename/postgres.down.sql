ALTER PROCEDURE "shop"."new_p"(integer) SET SCHEMA "public";

ALTER PROCEDURE "new_p"(integer) RENAME TO "old_p";

ALTER FUNCTION "shop"."moved_too"(text) SET SCHEMA "public";

ALTER FUNCTION "moved_too"(text) RENAME TO "moved";

ALTER FUNCTION "new_touch"() RENAME TO "old_touch";

ALTER FUNCTION "new_name"(integer) RENAME TO "old_name";
