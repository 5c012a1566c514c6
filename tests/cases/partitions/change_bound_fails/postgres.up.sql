-- schemac:allow add-check

ALTER TABLE "events" DETACH PARTITION "events_2026";

-- hazard: add-check: every row of events_2026 has to be one of events FOR VALUES FROM ('2026-01-01') TO ('2026-03-15')
ALTER TABLE "events" ATTACH PARTITION "events_2026" FOR VALUES FROM ('2026-01-01') TO ('2026-03-15');
