-- The data of column t.gone does not come back: only its structure does.

DROP VIEW "v";

DROP FUNCTION "names"();

-- hazard: narrow-column: t.id becomes integer and may hold values that do not fit
-- hazard: rewrite-table: t.id is written again as integer
ALTER TABLE "t"
  ALTER COLUMN "id" TYPE integer,
  ALTER COLUMN "name" TYPE text;

CREATE FUNCTION "names"() RETURNS SETOF text
LANGUAGE "sql"
begin atomic select name from t; end;

-- hazard: drop-column: column t.added is dropped
ALTER TABLE "t"
  ADD COLUMN "gone" text,
  DROP COLUMN "added";

CREATE VIEW "v" AS
select id from whole();
