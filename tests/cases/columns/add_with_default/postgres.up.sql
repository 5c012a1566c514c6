-- hazard: rewrite-table: users.token gets a value of its own in every row
ALTER TABLE "users"
  ADD COLUMN "plan" text DEFAULT 'free' NOT NULL,
  ADD COLUMN "seats" integer DEFAULT 3 NOT NULL,
  ADD COLUMN "rate" numeric(4,2) DEFAULT 1.5 NOT NULL,
  ADD COLUMN "active" boolean DEFAULT true NOT NULL,
  ADD COLUMN "token" text DEFAULT lower('ABC') NOT NULL,
  ADD COLUMN "made" timestamptz DEFAULT current_timestamp NOT NULL,
  ADD COLUMN "note" text DEFAULT 'none yet';
