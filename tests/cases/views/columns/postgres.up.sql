DROP VIEW "named";

COMMENT ON COLUMN "people"."id" IS 'C.';
COMMENT ON COLUMN "people"."name" IS NULL;
COMMENT ON COLUMN "people"."note" IS 'D.';

ALTER VIEW "people" ALTER COLUMN "id" SET DEFAULT 1 + 1;
ALTER VIEW "people" ALTER COLUMN "name" DROP DEFAULT;
ALTER VIEW "people" ALTER COLUMN "note" SET DEFAULT '+';

CREATE VIEW "named" ("a", "c") AS
select id, name from users;
ALTER VIEW "named" ALTER COLUMN "c" SET DEFAULT 'n';
COMMENT ON VIEW "named" IS 'Named.';
COMMENT ON COLUMN "named"."a" IS 'First.';
