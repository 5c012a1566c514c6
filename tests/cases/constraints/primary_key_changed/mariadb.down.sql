ALTER TABLE `members`
  DROP INDEX `members_pair`,
  LOCK=NONE;

ALTER TABLE `turns` DROP FOREIGN KEY `turns_member_id_fkey`;

ALTER TABLE `turns`
  DROP INDEX `turns_member_id_fkey`,
  LOCK=NONE;

ALTER TABLE `members`
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`group_id`, `user_id`),
  LOCK=NONE;
