CREATE SCHEMA IF NOT EXISTS "public";
COMMENT ON SCHEMA "public" IS 'What is ours.';
