RENAME TABLE `users` TO `people`;

ALTER TABLE `people` RENAME COLUMN `name` TO `full_name`;

ALTER TABLE `people` RENAME INDEX `users_name_key` TO `people_full_name_key`;

-- hazard: rewrite-table: people is written again to give users_boss_id_fkey another name
ALTER TABLE `people` DROP FOREIGN KEY `users_boss_id_fkey`, ADD CONSTRAINT `people_boss_id_fkey` FOREIGN KEY (`boss_id`) REFERENCES `people` (`id`);

-- hazard: rewrite-table: people is written again to give users_name_check another name
ALTER TABLE `people` DROP CONSTRAINT `users_name_check`, ADD CONSTRAINT `people_full_name_check` CHECK (length(full_name) > 0);

ALTER TABLE `people` RENAME INDEX `users_name_idx` TO `people_full_name_idx`;

ALTER TABLE `people` RENAME INDEX `users_boss_id_fkey` TO `people_boss_id_fkey`;

DROP VIEW `user_names`;

CREATE VIEW `user_names` AS
select id, full_name as name from people;
