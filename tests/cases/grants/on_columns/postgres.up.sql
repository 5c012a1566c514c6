-- schemac:allow drop-column

ALTER TABLE "notes" RENAME COLUMN "title" TO "name";

-- hazard: drop-column: column notes.dropped is dropped
ALTER TABLE "notes" DROP COLUMN "dropped";

REVOKE SELECT ON TABLE "notes" FROM "columns_writer";
GRANT REFERENCES ("id") ON TABLE "notes" TO "columns_reader";
GRANT SELECT ("id", "name"), INSERT ("id") ON TABLE "notes" TO "columns_writer";

ALTER TABLE "notes" ADD COLUMN "added" text;

GRANT SELECT ("added") ON TABLE "notes" TO "columns_reader";
