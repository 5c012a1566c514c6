ALTER TABLE "tokens" ADD COLUMN "expires_at" timestamptz DEFAULT now() + interval '1 day' NOT NULL;
