-- schemac:allow set-not-null
-- schemac:allow add-check

ALTER DOMAIN "points" DROP CONSTRAINT "points_max";

ALTER DOMAIN "points" DROP CONSTRAINT "points_odd";

COMMENT ON DOMAIN "points" IS 'Scored.';

ALTER DOMAIN "points" SET DEFAULT 2;

-- hazard: set-not-null: columns of the domain label may hold NULL
ALTER DOMAIN "label" SET NOT NULL;

ALTER DOMAIN "shade" DROP DEFAULT;

-- hazard: add-check: points must satisfy value < 500
ALTER DOMAIN "points" ADD CONSTRAINT "points_max" CHECK (value < 500);

ALTER DOMAIN "points" ADD CONSTRAINT "points_even" CHECK (value <> 14) NOT VALID;
