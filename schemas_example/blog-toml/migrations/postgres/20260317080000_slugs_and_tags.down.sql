-- The data of column authors.homepage does not come back: only its structure does.

ALTER TABLE "post_tags" RENAME TO "post_labels";

ALTER TABLE "tags" RENAME TO "labels";

ALTER TABLE "post_labels" RENAME COLUMN "tag" TO "label";

ALTER TABLE "posts" RENAME COLUMN "title" TO "headline";

ALTER TABLE "post_labels" RENAME CONSTRAINT "post_tags_tag_fkey" TO "post_labels_label_fkey";

ALTER TABLE "post_labels" RENAME CONSTRAINT "post_tags_post_id_fkey" TO "post_labels_post_id_fkey";

ALTER TABLE "post_labels" RENAME CONSTRAINT "post_tags_pkey" TO "post_labels_pkey";

ALTER TABLE "labels" RENAME CONSTRAINT "tags_pkey" TO "labels_pkey";

DROP VIEW "published_posts";

ALTER TABLE "posts" DROP CONSTRAINT "posts_slug_check";

DROP INDEX "posts_slug_idx";

-- hazard: drop-column: column authors.bio is dropped
ALTER TABLE "authors"
  ADD COLUMN "homepage" text,
  DROP COLUMN "bio";

-- hazard: drop-column: column posts.slug is dropped
ALTER TABLE "posts" DROP COLUMN "slug";
