-- hazard: add-unique: members (user_id, team) must be unique
ALTER TABLE `members`
  ADD PRIMARY KEY (`user_id`, `team`),
  LOCK=NONE;

ALTER TABLE `seats`
  DROP INDEX `seat`,
  ADD UNIQUE KEY `seat` (`user_id`, `place`),
  LOCK=NONE;

-- hazard: add-foreign-key: members (user_id) must refer to rows of users
-- hazard: rewrite-table: members is written again to look for the parent of every row
ALTER TABLE `members` ADD CONSTRAINT `members_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`);

-- hazard: add-foreign-key: seats (user_id) must refer to rows of users
-- hazard: rewrite-table: seats is written again to look for the parent of every row
ALTER TABLE `seats` ADD CONSTRAINT `seats_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`);
