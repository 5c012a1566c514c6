-- The data of table events does not come back: only its structure does.
-- The data of table events_2026 does not come back: only its structure does.
-- The data of table events_rest does not come back: only its structure does.

CREATE TABLE "events" (
  "id" bigint NOT NULL,
  "at" date NOT NULL,
  "kind" text DEFAULT 'x' NOT NULL,
  CONSTRAINT "events_pkey" PRIMARY KEY ("id", "at")
) PARTITION BY RANGE ("at");

CREATE TABLE "events_2026" PARTITION OF "events" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

CREATE TABLE "events_rest" PARTITION OF "events" DEFAULT;
