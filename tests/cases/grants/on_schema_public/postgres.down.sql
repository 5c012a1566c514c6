COMMENT ON SCHEMA "public" IS 'What is ours.';

ALTER SCHEMA "public" OWNER TO "pg_database_owner";

REVOKE ALL ON SCHEMA "public" FROM PUBLIC;

REVOKE USAGE, CREATE ON SCHEMA "public" FROM "insider";
GRANT USAGE ON SCHEMA "public" TO PUBLIC;

DO $$
BEGIN
  -- Before version 15 everybody may make objects there.
  IF current_setting('server_version_num')::integer < 150000 THEN
    GRANT CREATE ON SCHEMA "public" TO PUBLIC;
  END IF;
END
$$;
