COMMENT ON SCHEMA "shop" IS 'Orders.';

CREATE SCHEMA "old";

-- hazard: drop-schema: schema audit is dropped
DROP SCHEMA "audit";
