ALTER ROLE "gamma" SUPERUSER CREATEDB CREATEROLE NOINHERIT LOGIN REPLICATION BYPASSRLS CONNECTION LIMIT 3 VALID UNTIL '2030-01-01';

REVOKE "alpha" FROM "gamma";

GRANT "beta" TO "gamma";

ALTER ROLE "gamma" RESET "lock_timeout";
ALTER ROLE "gamma" SET "statement_timeout" TO '6s';
ALTER ROLE "gamma" SET "search_path" TO '$user', 'public';

COMMENT ON ROLE "gamma" IS 'It is.';
