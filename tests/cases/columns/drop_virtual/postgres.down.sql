-- The data of column users.age does not come back: only its structure does.

ALTER TABLE "users"
  ADD COLUMN "age" integer DEFAULT 1 NOT NULL,
  ADD COLUMN "double_age" integer GENERATED ALWAYS AS (age * 2) VIRTUAL;
