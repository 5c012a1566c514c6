-- The data of column notes.dropped does not come back: only its structure does.

ALTER TABLE "notes" RENAME COLUMN "name" TO "title";

-- hazard: drop-column: column notes.added is dropped
ALTER TABLE "notes" DROP COLUMN "added";

REVOKE REFERENCES ("id") ON TABLE "notes" FROM "columns_reader";
REVOKE SELECT ("id", "title"), INSERT ("id") ON TABLE "notes" FROM "columns_writer";
GRANT SELECT ON TABLE "notes" TO "columns_writer";

ALTER TABLE "notes" ADD COLUMN "dropped" integer;

GRANT SELECT ("dropped"), UPDATE ("dropped") ON TABLE "notes" TO "columns_reader";
