-- schemac:allow narrow-column

-- hazard: narrow-column: items.code becomes varchar(3) and may hold values that do not fit
-- hazard: rewrite-table: items.code is written again as varchar(3)
ALTER TABLE "items" ALTER COLUMN "code" TYPE varchar(3);
