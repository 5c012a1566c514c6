COMMENT ON SCHEMA "public" IS 'standard public schema';

ALTER SCHEMA "public" OWNER TO "keeper_of_all";

REVOKE ALL ON SCHEMA "public" FROM PUBLIC;

GRANT USAGE, CREATE ON SCHEMA "public" TO "insider";
