DROP VIEW "named";

COMMENT ON COLUMN "people"."id" IS 'A.';
COMMENT ON COLUMN "people"."name" IS 'B.';
COMMENT ON COLUMN "people"."note" IS NULL;

ALTER VIEW "people" ALTER COLUMN "id" DROP DEFAULT;
ALTER VIEW "people" ALTER COLUMN "name" SET DEFAULT upper('x');
ALTER VIEW "people" ALTER COLUMN "note" SET DEFAULT '-'::text;

CREATE VIEW "named" ("a", "b") AS
select id, name from users;
ALTER VIEW "named" ALTER COLUMN "b" SET DEFAULT 'n';
COMMENT ON VIEW "named" IS 'Named.';
COMMENT ON COLUMN "named"."a" IS 'First.';
