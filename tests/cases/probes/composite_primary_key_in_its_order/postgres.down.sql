-- hazard: drop-table: table turns is dropped
DROP TABLE "turns";

-- hazard: add-unique: members (user_id, group_id) must be unique
ALTER TABLE "members"
  DROP CONSTRAINT "members_pkey",
  ADD CONSTRAINT "members_pkey" PRIMARY KEY ("user_id", "group_id");
