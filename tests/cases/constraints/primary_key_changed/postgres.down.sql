ALTER TABLE "turns" RENAME CONSTRAINT "turns_second" TO "turns_first";

ALTER TABLE "members" DROP CONSTRAINT "members_pair";

ALTER TABLE "turns" DROP CONSTRAINT "turns_member_id_fkey";

ALTER TABLE "members"
  DROP CONSTRAINT "members_pkey",
  ADD CONSTRAINT "members_pkey" PRIMARY KEY ("group_id", "user_id");
