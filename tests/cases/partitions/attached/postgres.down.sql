ALTER TABLE "events" DETACH PARTITION "events_2026";

ALTER TABLE "events_2026" RENAME CONSTRAINT "events_2026_id_not_null" TO "events_id_not_null";

ALTER TABLE "events_2026" RENAME CONSTRAINT "events_2026_at_not_null" TO "events_at_not_null";

ALTER TABLE "events_2026" RENAME CONSTRAINT "events_2026_kind_not_null" TO "events_kind_not_null";

ALTER TABLE "events" ATTACH PARTITION "events_2026" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
