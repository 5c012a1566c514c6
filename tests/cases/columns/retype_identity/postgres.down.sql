-- hazard: narrow-column: users.id becomes integer and may hold values that do not fit
-- hazard: rewrite-table: users.id is written again as integer
ALTER TABLE "users" ALTER COLUMN "id" TYPE integer;

-- hazard: narrow-column: posts.user_id becomes integer and may hold values that do not fit
-- hazard: rewrite-table: posts.user_id is written again as integer
ALTER TABLE "posts" ALTER COLUMN "user_id" TYPE integer;
