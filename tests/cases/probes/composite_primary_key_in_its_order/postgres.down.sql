-- hazard: drop-table: table turns is dropped
DROP TABLE "turns";

ALTER TABLE "members"
  DROP CONSTRAINT "members_pkey",
  ADD CONSTRAINT "members_pkey" PRIMARY KEY ("user_id", "group_id");
