ALTER TABLE "orders" SET SCHEMA "archive";

DROP VIEW "big_orders";

CREATE VIEW "big_orders" AS
select id from archive.orders where total > 100;
