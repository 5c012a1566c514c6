-- schemac:no-transaction
ALTER TYPE "post_status" ADD VALUE IF NOT EXISTS 'archived';

CREATE TABLE "labels" (
  "name" varchar(40) NOT NULL,
  CONSTRAINT "labels_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "post_labels" (
  "post_id" bigint NOT NULL,
  "label" varchar(40) NOT NULL,
  CONSTRAINT "post_labels_pkey" PRIMARY KEY ("post_id", "label"),
  CONSTRAINT "post_labels_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts" ON DELETE CASCADE,
  CONSTRAINT "post_labels_label_fkey" FOREIGN KEY ("label") REFERENCES "labels"
);

ALTER TABLE "posts"
  ALTER COLUMN "headline" TYPE varchar(200),
  ADD COLUMN "published_at" timestamptz;

-- hazard: block-writes: posts takes no writes while posts_feed_idx is built
CREATE INDEX "posts_feed_idx" ON "posts" ("published_at" DESC, "id") WHERE published_at is not null;
