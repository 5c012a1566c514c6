ALTER SEQUENCE "user's numbers" RENAME TO "users_id_seq";

DO $$DECLARE
  held regclass := pg_get_serial_sequence('"users"', 'a');
BEGIN
  IF (SELECT relname FROM pg_class WHERE oid = held) <> 'a_numbers' THEN
    EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', held, 'a_numbers');
  END IF;
END$$;

ALTER SEQUENCE "b_others" RENAME TO "b_numbers";

ALTER TABLE "users" ALTER COLUMN "b" SET GENERATED ALWAYS SET START WITH 5 SET INCREMENT BY 1 SET NO MINVALUE SET NO MAXVALUE SET CACHE 1 SET NO CYCLE;
