-- schemac:allow narrow-column

-- hazard: narrow-column: events.kind becomes varchar(20) and may hold values that do not fit
-- hazard: rewrite-table: events.kind is written again as varchar(20)
ALTER TABLE "events"
  ALTER COLUMN "kind" DROP DEFAULT,
  ALTER COLUMN "kind" TYPE varchar(20),
  ALTER COLUMN "kind" SET DEFAULT 'x';
