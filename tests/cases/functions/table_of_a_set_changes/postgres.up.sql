-- schemac:allow narrow-column
-- schemac:allow drop-column

DROP VIEW "v";

DROP FUNCTION "names"();

-- hazard: rewrite-table: t.id is written again as bigint
-- hazard: narrow-column: t.name becomes varchar(50) and may hold values that do not fit
-- hazard: rewrite-table: t.name is written again as varchar(50)
ALTER TABLE "t"
  ALTER COLUMN "id" TYPE bigint,
  ALTER COLUMN "name" TYPE varchar(50);

CREATE FUNCTION "names"() RETURNS SETOF text
LANGUAGE "sql"
begin atomic select name from t; end;

-- hazard: drop-column: column t.gone is dropped
ALTER TABLE "t"
  ADD COLUMN "added" integer,
  DROP COLUMN "gone";

CREATE VIEW "v" AS
select id from whole();
