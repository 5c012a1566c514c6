-- schemac:allow add-unique

ALTER TABLE `members` DROP FOREIGN KEY `members_user_id_fkey`;

-- hazard: rewrite-table: members is written again without its primary key
ALTER TABLE `members` DROP PRIMARY KEY;

ALTER TABLE `seats` DROP FOREIGN KEY `seats_user_id_fkey`;

-- hazard: add-unique: seats (place) must be unique
ALTER TABLE `seats`
  DROP INDEX `seat`,
  ADD UNIQUE KEY `seat` (`place`),
  LOCK=NONE;
