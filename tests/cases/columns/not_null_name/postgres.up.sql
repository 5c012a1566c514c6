-- schemac:allow set-not-null

DO $$BEGIN
  EXECUTE (
    SELECT format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', '"users"', conname, 'id_known')
    FROM pg_constraint
    WHERE contype = 'n' AND conrelid = '"users"'::regclass AND conkey[1] = (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'id')
  );
END$$;

DO $$BEGIN
  EXECUTE (
    SELECT format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', '"users"', conname, 'a_known')
    FROM pg_constraint
    WHERE contype = 'n' AND conrelid = '"users"'::regclass AND conkey[1] = (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'a')
  );
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

-- hazard: drop-type: domain old is dropped
DROP DOMAIN "old";

CREATE DOMAIN "old" AS text NOT NULL;

-- hazard: drop-type: domain word is dropped
DROP DOMAIN "word";

CREATE DOMAIN "word" AS text CONSTRAINT "said" NOT NULL;

-- hazard: drop-type: domain label is dropped
DROP DOMAIN "label";

CREATE DOMAIN "label" AS text CONSTRAINT "labelled" NOT NULL;
