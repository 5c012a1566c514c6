-- schemac:allow add-unique
-- schemac:allow add-foreign-key

-- hazard: add-unique: members (id) must be unique
ALTER TABLE `members`
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`id`),
  ADD UNIQUE KEY `members_pair` (`group_id`, `user_id`),
  LOCK=NONE;

-- hazard: add-foreign-key: turns (member_id) must refer to rows of members
-- hazard: rewrite-table: turns is written again to look for the parent of every row
ALTER TABLE `turns`
  ADD KEY `turns_member_id_fkey` (`member_id`),
  ADD CONSTRAINT `turns_member_id_fkey` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`);
