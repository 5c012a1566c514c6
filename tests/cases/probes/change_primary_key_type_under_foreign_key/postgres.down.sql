-- hazard: narrow-column: users.id becomes integer and may hold values that do not fit
-- hazard: rewrite-table: users.id is written again as integer
ALTER TABLE "users" ALTER COLUMN "id" TYPE integer;

-- hazard: narrow-column: posts.author_id becomes integer and may hold values that do not fit
-- hazard: rewrite-table: posts.author_id is written again as integer
ALTER TABLE "posts" ALTER COLUMN "author_id" TYPE integer;
