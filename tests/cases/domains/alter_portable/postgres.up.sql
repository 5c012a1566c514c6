-- schemac:allow add-check

ALTER DOMAIN "points" DROP CONSTRAINT "points_check";

ALTER DOMAIN "points" SET DEFAULT 2;

-- hazard: add-check: points must satisfy value > 0
ALTER DOMAIN "points" ADD CONSTRAINT "points_check" CHECK (value > 0);
