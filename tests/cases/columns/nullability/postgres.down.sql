-- hazard: set-not-null: users.name may hold NULL
ALTER TABLE "users"
  ALTER COLUMN "name" SET NOT NULL,
  ALTER COLUMN "bio" DROP NOT NULL,
  ALTER COLUMN "age" DROP NOT NULL;
