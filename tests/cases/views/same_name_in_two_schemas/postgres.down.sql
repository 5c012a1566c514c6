DROP VIEW "shop"."w";

DROP VIEW "w";
