ALTER TABLE `members`
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`group_id`, `user_id`),
  LOCK=NONE;

CREATE TABLE `turns` (
  `id` int NOT NULL,
  `user_id` int NOT NULL,
  `group_id` int NOT NULL,
  PRIMARY KEY (`id`),
  KEY `turns_member_fkey` (`group_id`, `user_id`),
  CONSTRAINT `turns_member_fkey` FOREIGN KEY (`group_id`, `user_id`) REFERENCES `members` (`group_id`, `user_id`)
);
