DROP VIEW "numbers";

DROP VIEW "named";

-- hazard: narrow-column: items.id becomes integer and may hold values that do not fit
-- hazard: rewrite-table: items.id is written again as integer
ALTER TABLE "items" ALTER COLUMN "id" TYPE integer;

CREATE VIEW "named" AS
select id, name from items;

ALTER VIEW "named" OWNER TO "viewer";

GRANT SELECT ON TABLE "named" TO PUBLIC;

CREATE VIEW "numbers" AS
select id from items;

GRANT SELECT ("id") ON TABLE "numbers" TO "viewer";
