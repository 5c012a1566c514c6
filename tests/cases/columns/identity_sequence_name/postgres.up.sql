DO $$DECLARE
  held regclass := pg_get_serial_sequence('"users"', 'id');
BEGIN
  IF (SELECT relname FROM pg_class WHERE oid = held) <> 'user''s numbers' THEN
    EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', held, 'user''s numbers');
  END IF;
END$$;

ALTER SEQUENCE "a_numbers" RENAME TO "users_a_seq";

ALTER SEQUENCE "b_numbers" RENAME TO "b_others";

ALTER TABLE "users" ALTER COLUMN "b" SET GENERATED ALWAYS SET START WITH 7 SET INCREMENT BY 2 SET NO MINVALUE SET NO MAXVALUE SET CACHE 1 SET NO CYCLE;
