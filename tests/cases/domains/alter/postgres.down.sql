ALTER DOMAIN "points" DROP CONSTRAINT "points_max";

ALTER DOMAIN "points" DROP CONSTRAINT "points_even";

COMMENT ON DOMAIN "points" IS NULL;

ALTER DOMAIN "points" SET DEFAULT 1;

ALTER DOMAIN "label" DROP NOT NULL;

ALTER DOMAIN "shade" SET DEFAULT 'red';

-- hazard: add-check: points must satisfy value < 1000
ALTER DOMAIN "points" ADD CONSTRAINT "points_max" CHECK (value < 1000);

-- hazard: add-check: points must satisfy value <> 13
ALTER DOMAIN "points" ADD CONSTRAINT "points_odd" CHECK (value <> 13);
