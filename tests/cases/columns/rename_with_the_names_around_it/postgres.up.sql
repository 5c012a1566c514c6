ALTER TABLE "users" RENAME COLUMN "id" TO "number";

ALTER TABLE "users" RENAME COLUMN "name" TO "label";

DO $$DECLARE
  held name := (
    SELECT conname
    FROM pg_constraint
    WHERE contype = 'n' AND conrelid = '"users"'::regclass AND conkey[1] = (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'number')
  );
BEGIN
  IF held <> 'users_id_not_null' THEN
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', '"users"', held, 'users_id_not_null');
  END IF;
END$$;

DO $$DECLARE
  held regclass := pg_get_serial_sequence('"users"', 'number');
BEGIN
  IF (SELECT relname FROM pg_class WHERE oid = held) <> 'users_id_seq' THEN
    EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', held, 'users_id_seq');
  END IF;
END$$;

DO $$DECLARE
  held name := (
    SELECT conname
    FROM pg_constraint
    WHERE contype = 'n' AND conrelid = '"users"'::regclass AND conkey[1] = (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'label')
  );
BEGIN
  IF held <> 'users_name_not_null' THEN
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', '"users"', held, 'users_name_not_null');
  END IF;
END$$;
