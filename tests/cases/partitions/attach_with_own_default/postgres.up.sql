-- schemac:allow add-check

-- hazard: add-check: every row of old_events has to be one of events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')
ALTER TABLE "events" ATTACH PARTITION "old_events" FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

ALTER TABLE "old_events" ALTER COLUMN "kind" SET DEFAULT 'old';
