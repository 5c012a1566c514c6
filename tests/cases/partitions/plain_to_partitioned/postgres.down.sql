-- hazard: drop-table: table events_2026 is dropped
DROP TABLE "events_2026";

-- hazard: drop-table: table events is dropped with its rows and made anew, since PostgreSQL cannot change how a table is partitioned
DROP TABLE "events";

CREATE TABLE "events" (
  "id" bigint NOT NULL,
  "at" date NOT NULL,
  "kind" text DEFAULT 'x' NOT NULL,
  CONSTRAINT "events_pkey" PRIMARY KEY ("id", "at")
);
