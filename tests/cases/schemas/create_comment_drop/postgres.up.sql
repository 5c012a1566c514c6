-- schemac:allow drop-schema

COMMENT ON SCHEMA "shop" IS 'Orders and goods.';

CREATE SCHEMA "audit";
COMMENT ON SCHEMA "audit" IS 'Who did what.';

-- hazard: drop-schema: schema old is dropped
DROP SCHEMA "old";
