ALTER DOMAIN "label" RENAME CONSTRAINT "labelled" TO "label_not_null";

ALTER DOMAIN "word" DROP NOT NULL;

DO $$DECLARE
  held name := (
    SELECT conname
    FROM pg_constraint
    WHERE contype = 'n' AND contypid = '"old"'::regtype
  );
BEGIN
  IF held <> 'had' THEN
    EXECUTE format('ALTER DOMAIN %s RENAME CONSTRAINT %I TO %I', '"old"', held, 'had');
  END IF;
END$$;

ALTER TABLE "users" RENAME CONSTRAINT "id_known" TO "users_id_not_null";

ALTER TABLE "users" RENAME CONSTRAINT "a_known" TO "users_a_not_null";

DO $$DECLARE
  held name := (
    SELECT conname
    FROM pg_constraint
    WHERE contype = 'n' AND conrelid = '"users"'::regclass AND conkey[1] = (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'b')
  );
BEGIN
  IF held <> 'b_said' THEN
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', '"users"', held, 'b_said');
  END IF;
END$$;

ALTER TABLE "users" RENAME CONSTRAINT "c_known" TO "c_said";

-- hazard: drop-column: column users.f is dropped
-- hazard: drop-column: column users.g is dropped
ALTER TABLE "users"
  ALTER COLUMN "d" DROP NOT NULL,
  ALTER COLUMN "e" DROP NOT NULL,
  DROP COLUMN "f",
  DROP COLUMN "g";
