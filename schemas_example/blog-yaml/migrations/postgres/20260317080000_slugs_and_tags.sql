-- schemac:allow drop-column
-- schemac:allow add-check
-- schemac:allow add-unique

ALTER TABLE "labels" RENAME TO "tags";

ALTER TABLE "post_labels" RENAME TO "post_tags";

ALTER TABLE "posts" RENAME COLUMN "headline" TO "title";

ALTER TABLE "post_tags" RENAME COLUMN "label" TO "tag";

ALTER TABLE "tags" RENAME CONSTRAINT "labels_pkey" TO "tags_pkey";

ALTER TABLE "post_tags" RENAME CONSTRAINT "post_labels_pkey" TO "post_tags_pkey";

ALTER TABLE "post_tags" RENAME CONSTRAINT "post_labels_post_id_fkey" TO "post_tags_post_id_fkey";

ALTER TABLE "post_tags" RENAME CONSTRAINT "post_labels_label_fkey" TO "post_tags_tag_fkey";

-- hazard: drop-column: column authors.homepage is dropped
ALTER TABLE "authors"
  ADD COLUMN "bio" text,
  DROP COLUMN "homepage";

ALTER TABLE "posts" ADD COLUMN "slug" varchar(120);

UPDATE "posts" SET "slug" = 'post-' || id;

-- hazard: add-check: posts must satisfy slug ~ '^[a-z0-9-]+$'
ALTER TABLE "posts"
  ALTER COLUMN "slug" SET NOT NULL,
  ADD CONSTRAINT "posts_slug_check" CHECK (slug ~ '^[a-z0-9-]+$');

-- hazard: add-unique: posts (slug) must be unique
-- hazard: block-writes: posts takes no writes while posts_slug_idx is built
CREATE UNIQUE INDEX "posts_slug_idx" ON "posts" ("slug");

CREATE VIEW "published_posts" AS
select p.id, p.slug, p.title, p.published_at, a.name as author
from posts p
join authors a on a.id = p.author_id
where p.status = 'published';
