DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'zz_group') THEN
    CREATE ROLE "zz_group";
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'late_comer') THEN
    CREATE ROLE "late_comer";
  END IF;
END
$$;

GRANT "zz_group" TO "late_comer";

ALTER SCHEMA "shop" OWNER TO "late_comer";

GRANT USAGE ON SCHEMA "shop" TO "zz_group";

GRANT SELECT ON TABLE "shop"."items" TO "late_comer";
