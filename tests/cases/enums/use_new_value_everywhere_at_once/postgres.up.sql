-- schemac:allow add-check

-- schemac:no-transaction
ALTER TYPE "mood" ADD VALUE IF NOT EXISTS 'bad';

CREATE TABLE "others" (
  "id" integer NOT NULL,
  "mood" "mood" DEFAULT 'bad' NOT NULL,
  CONSTRAINT "others_pkey" PRIMARY KEY ("id")
);

-- hazard: rewrite-table: people.sure gets a value of its own in every row
-- hazard: add-check: people must satisfy mood <> 'bad' or id < 100
ALTER TABLE "people"
  ALTER COLUMN "mood" SET DEFAULT 'bad',
  ADD COLUMN "sure" boolean GENERATED ALWAYS AS (mood = 'bad') STORED,
  ADD CONSTRAINT "people_mood" CHECK (mood <> 'bad' or id < 100);

-- hazard: block-writes: people takes no writes while people_bad is built
CREATE INDEX "people_bad" ON "people" ("id") WHERE mood = 'bad';

CREATE VIEW "bad_people" AS
select id from people where mood = 'bad';
