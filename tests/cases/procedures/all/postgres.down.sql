SET check_function_bodies = off;

DROP PROCEDURE "text_of"(text);

DROP PROCEDURE "returns_more"(integer, integer);

DROP PROCEDURE "changes"(integer, integer);

CREATE PROCEDURE "returns_more"("a" integer, INOUT "b" integer)
LANGUAGE "plpgsql"
AS $$begin b := a; end$$;

CREATE PROCEDURE "text_of"(text)
LANGUAGE "sql"
AS $$select$$;
COMMENT ON PROCEDURE "text_of"(text) IS 'Before';

CREATE OR REPLACE PROCEDURE "internal"(integer)
LANGUAGE "plpgsql"
AS $$begin end$$;

CREATE PROCEDURE "gone"("a" integer)
LANGUAGE "sql"
AS $$select$$;

CREATE PROCEDURE "changes"("a" integer)
LANGUAGE "sql"
AS $$select$$;

-- hazard: drop-table: table t is dropped
DROP TABLE "t";

RESET check_function_bodies;
