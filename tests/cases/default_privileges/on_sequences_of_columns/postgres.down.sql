ALTER DEFAULT PRIVILEGES IN SCHEMA "public" REVOKE USAGE, SELECT ON SEQUENCES FROM "reader";

-- hazard: drop-column: column other.more is dropped
ALTER TABLE "other" DROP COLUMN "more";

-- hazard: drop-table: table orders is dropped
DROP TABLE "orders";
