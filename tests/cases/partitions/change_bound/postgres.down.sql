ALTER TABLE "events" DETACH PARTITION "events_2026";

-- hazard: add-check: every row of events_2026 has to be one of events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
ALTER TABLE "events" ATTACH PARTITION "events_2026" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
