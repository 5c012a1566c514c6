DROP VIEW "numbers";

DROP VIEW "named";

-- hazard: rewrite-table: items.id is written again as bigint
ALTER TABLE "items" ALTER COLUMN "id" TYPE bigint;

CREATE VIEW "named" AS
select id, upper(name) as name from items;

ALTER VIEW "named" OWNER TO "viewer";

GRANT SELECT ON TABLE "named" TO PUBLIC;

CREATE VIEW "numbers" AS
select id from items;

GRANT SELECT ("id") ON TABLE "numbers" TO "viewer";
