-- schemac:allow drop-role

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'group_of_all') THEN
    CREATE ROLE "group_of_all";
  END IF;
END
$$;
COMMENT ON ROLE "group_of_all" IS 'Everybody.';

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'zebra') THEN
    CREATE ROLE "zebra";
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'newcomer') THEN
    CREATE ROLE "newcomer" SUPERUSER CREATEDB CREATEROLE NOINHERIT LOGIN REPLICATION BYPASSRLS CONNECTION LIMIT 5 VALID UNTIL '2030-01-01T00:00:00Z';
  END IF;
END
$$;

GRANT "group_of_all", "zebra" TO "newcomer";

ALTER ROLE "newcomer" SET "statement_timeout" TO '5s';
ALTER ROLE "newcomer" SET "search_path" TO 'a', 'b';
ALTER ROLE "newcomer" SET "work_mem" TO '8MB';

-- hazard: drop-role: role old_hand is dropped, of the whole server
DROP ROLE "old_hand";
