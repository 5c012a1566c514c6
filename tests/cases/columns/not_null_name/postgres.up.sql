-- schemac:allow set-not-null

DO $$DECLARE
  held name := (
    SELECT conname
    FROM pg_constraint
    WHERE contype = 'n' AND contypid = '"label"'::regtype
  );
BEGIN
  IF held <> 'labelled' THEN
    EXECUTE format('ALTER DOMAIN %s RENAME CONSTRAINT %I TO %I', '"label"', held, 'labelled');
  END IF;
END$$;

-- hazard: set-not-null: columns of the domain word may hold NULL
ALTER DOMAIN "word" ADD CONSTRAINT "said" NOT NULL;

ALTER DOMAIN "old" RENAME CONSTRAINT "had" TO "old_not_null";

DO $$DECLARE
  held name := (
    SELECT conname
    FROM pg_constraint
    WHERE contype = 'n' AND conrelid = '"users"'::regclass AND conkey[1] = (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'id')
  );
BEGIN
  IF held <> 'id_known' THEN
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', '"users"', held, 'id_known');
  END IF;
END$$;

DO $$DECLARE
  held name := (
    SELECT conname
    FROM pg_constraint
    WHERE contype = 'n' AND conrelid = '"users"'::regclass AND conkey[1] = (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'a')
  );
BEGIN
  IF held <> 'a_known' THEN
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', '"users"', held, 'a_known');
  END IF;
END$$;

ALTER TABLE "users" RENAME CONSTRAINT "b_said" TO "users_b_not_null";

ALTER TABLE "users" RENAME CONSTRAINT "c_said" TO "c_known";

-- hazard: set-not-null: users.d may hold NULL
ALTER TABLE "users" ADD CONSTRAINT "d_known" NOT NULL "d";

UPDATE "users" SET "e" = 'x' WHERE "e" IS NULL;

ALTER TABLE "users"
  ADD CONSTRAINT "e_known" NOT NULL "e",
  ADD COLUMN "f" text DEFAULT 'x' CONSTRAINT "f_known" NOT NULL;

ALTER TABLE "users" ADD COLUMN "g" text;

UPDATE "users" SET "g" = 'x';

ALTER TABLE "users" ADD CONSTRAINT "g_known" NOT NULL "g";
