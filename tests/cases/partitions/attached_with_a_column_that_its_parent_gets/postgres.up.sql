ALTER TABLE "events" ADD COLUMN "kind" text DEFAULT 'x' NOT NULL;

CREATE TABLE "events_2026" PARTITION OF "events" (
  "id" NOT NULL,
  "at" NOT NULL,
  "kind" NOT NULL
) FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
