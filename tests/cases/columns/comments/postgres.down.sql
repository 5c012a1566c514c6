-- hazard: drop-column: column users.plan is dropped
ALTER TABLE "users" DROP COLUMN "plan";

COMMENT ON TABLE "users" IS 'People.';

COMMENT ON COLUMN "users"."name" IS 'As they write it.';

COMMENT ON COLUMN "users"."age" IS 'In years; it''s whole.';

COMMENT ON COLUMN "users"."bio" IS NULL;
