ALTER ROLE "gamma" NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT NOLOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT -1 VALID UNTIL 'infinity';

REVOKE "beta" FROM "gamma";

GRANT "alpha" TO "gamma";

ALTER ROLE "gamma" RESET "search_path";
ALTER ROLE "gamma" SET "statement_timeout" TO '5s';
ALTER ROLE "gamma" SET "lock_timeout" TO '1s';

COMMENT ON ROLE "gamma" IS 'It was.';
