ALTER TABLE "events" DETACH PARTITION "events_2026";

DO $$DECLARE
  held name := (
    SELECT conname
    FROM pg_constraint
    WHERE contype = 'n' AND conrelid = '"events_2026"'::regclass AND conkey[1] = (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'id')
  );
BEGIN
  IF held <> 'events_2026_id_not_null' THEN
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', '"events_2026"', held, 'events_2026_id_not_null');
  END IF;
END$$;

DO $$DECLARE
  held name := (
    SELECT conname
    FROM pg_constraint
    WHERE contype = 'n' AND conrelid = '"events_2026"'::regclass AND conkey[1] = (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'at')
  );
BEGIN
  IF held <> 'events_2026_at_not_null' THEN
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', '"events_2026"', held, 'events_2026_at_not_null');
  END IF;
END$$;

DO $$DECLARE
  held name := (
    SELECT conname
    FROM pg_constraint
    WHERE contype = 'n' AND conrelid = '"events_2026"'::regclass AND conkey[1] = (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'kind')
  );
BEGIN
  IF held <> 'events_2026_kind_not_null' THEN
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', '"events_2026"', held, 'events_2026_kind_not_null');
  END IF;
END$$;

ALTER TABLE "events" ATTACH PARTITION "events_2026" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
