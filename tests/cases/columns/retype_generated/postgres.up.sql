-- hazard: rewrite-table: users.next is written again as text
ALTER TABLE "users" ALTER COLUMN "next" TYPE text;
