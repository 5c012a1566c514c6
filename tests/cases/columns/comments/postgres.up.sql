COMMENT ON TABLE "users" IS 'People, and ''robots''.';

COMMENT ON COLUMN "users"."name" IS 'Full name.';

COMMENT ON COLUMN "users"."age" IS NULL;

COMMENT ON COLUMN "users"."bio" IS 'Æther \ back';

ALTER TABLE "users" ADD COLUMN "plan" text;

COMMENT ON COLUMN "users"."plan" IS 'Paid?';
