-- schemac:allow add-unique
-- schemac:allow add-foreign-key

ALTER TABLE "turns" RENAME CONSTRAINT "turns_first" TO "turns_second";

-- hazard: add-unique: members (id) must be unique
ALTER TABLE "members"
  DROP CONSTRAINT "members_pkey",
  ADD CONSTRAINT "members_pkey" PRIMARY KEY ("id"),
  ADD CONSTRAINT "members_pair" UNIQUE ("group_id", "user_id");

-- hazard: add-foreign-key: turns (member_id) must refer to rows of members
ALTER TABLE "turns" ADD CONSTRAINT "turns_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members";
