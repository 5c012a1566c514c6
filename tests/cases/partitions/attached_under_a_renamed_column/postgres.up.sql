ALTER TABLE "events" RENAME COLUMN "id" TO "number";

ALTER TABLE "events" DETACH PARTITION "events_2026";

DO $$DECLARE
  held name := (
    SELECT conname
    FROM pg_constraint
    WHERE contype = 'n' AND conrelid = '"events_2026"'::regclass AND conkey[1] = (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'number')
  );
BEGIN
  IF held <> 'events_number_not_null' THEN
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', '"events_2026"', held, 'events_number_not_null');
  END IF;
END$$;

DO $$DECLARE
  held name := (
    SELECT conname
    FROM pg_constraint
    WHERE contype = 'n' AND conrelid = '"events_2026"'::regclass AND conkey[1] = (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'at')
  );
BEGIN
  IF held <> 'events_at_not_null' THEN
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', '"events_2026"', held, 'events_at_not_null');
  END IF;
END$$;

ALTER TABLE "events" ATTACH PARTITION "events_2026" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
