ALTER TABLE "members"
  DROP CONSTRAINT "members_pkey",
  ADD CONSTRAINT "members_pkey" PRIMARY KEY ("group_id", "user_id");

CREATE TABLE "turns" (
  "id" integer NOT NULL,
  "user_id" integer NOT NULL,
  "group_id" integer NOT NULL,
  CONSTRAINT "turns_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "turns_member_fkey" FOREIGN KEY ("group_id", "user_id") REFERENCES "members"
);
