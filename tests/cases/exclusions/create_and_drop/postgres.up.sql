-- schemac:allow add-unique

ALTER TABLE "stays" DROP CONSTRAINT "stays_old";

CREATE TABLE "rooms" (
  "id" integer NOT NULL,
  "name" text,
  "at" box NOT NULL,
  CONSTRAINT "rooms_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "rooms_names" EXCLUDE USING "btree" ("name" COLLATE "C" "text_pattern_ops" DESC NULLS LAST WITH =) INCLUDE ("id"),
  CONSTRAINT "rooms_at" EXCLUDE USING "gist" ("at" WITH &&)
);

-- hazard: add-unique: rows of stays must not exclude each other
ALTER TABLE "stays" ADD CONSTRAINT "stays_apart" EXCLUDE USING "gist" ("room" "range_ops" WITH =, (tsrange(lower(during), upper(during))) WITH &&) WITH ("fillfactor"='80') WHERE (not isempty(during)) DEFERRABLE INITIALLY DEFERRED;
COMMENT ON CONSTRAINT "stays_apart" ON "stays" IS 'One guest a room.';
