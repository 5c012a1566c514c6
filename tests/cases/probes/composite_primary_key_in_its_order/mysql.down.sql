-- hazard: drop-table: table turns is dropped
DROP TABLE `turns`;

ALTER TABLE `members`
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`user_id`, `group_id`),
  LOCK=NONE;
