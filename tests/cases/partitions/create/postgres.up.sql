CREATE TABLE "events" (
  "id" bigint NOT NULL,
  "at" date NOT NULL,
  "kind" text DEFAULT 'x' NOT NULL,
  CONSTRAINT "events_pkey" PRIMARY KEY ("id", "at", "kind")
) PARTITION BY RANGE ("at");

CREATE TABLE "events_2026" PARTITION OF "events" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

COMMENT ON TABLE "events_2026" IS 'This year.';

CREATE TABLE "events_2027" PARTITION OF "events" FOR VALUES FROM ('2027-01-01') TO ('2028-01-01') PARTITION BY LIST ("kind");

CREATE TABLE "events_2027_a" PARTITION OF "events_2027" FOR VALUES IN ('a', 'b, c');

CREATE TABLE "events_2027_rest" PARTITION OF "events_2027" DEFAULT;

CREATE TABLE "events_rest" PARTITION OF "events" DEFAULT;

CREATE TABLE "users" (
  "id" bigint NOT NULL,
  "name" text NOT NULL
) PARTITION BY HASH ("id");

CREATE TABLE "users_0" PARTITION OF "users" FOR VALUES WITH (modulus 2, remainder 0) WITH ("fillfactor"='90');

CREATE TABLE "users_1" PARTITION OF "users" FOR VALUES WITH (modulus 2, remainder 1);

CREATE TABLE "words" (
  "word" text NOT NULL,
  "n" integer NOT NULL
) PARTITION BY RANGE ((lower(word)), "word" COLLATE "C" "text_pattern_ops", "n");

CREATE TABLE "words_a" PARTITION OF "words" FOR VALUES FROM ('a', MINVALUE, MINVALUE) TO ('n', 'its', -10);

CREATE INDEX "events_kind_idx" ON "events" ("kind");
