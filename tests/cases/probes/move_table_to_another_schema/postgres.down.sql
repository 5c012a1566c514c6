ALTER TABLE "archive"."orders" SET SCHEMA "public";

DROP VIEW "big_orders";

CREATE VIEW "big_orders" AS
select id from orders where total > 100;
