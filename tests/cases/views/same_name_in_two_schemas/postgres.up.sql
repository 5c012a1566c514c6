CREATE VIEW "w" AS
SELECT id FROM things;

CREATE VIEW "shop"."w" AS
SELECT id, id + 1 AS next FROM w;
