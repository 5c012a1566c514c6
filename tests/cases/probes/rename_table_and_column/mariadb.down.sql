RENAME TABLE `people` TO `users`;

ALTER TABLE `users` RENAME COLUMN `full_name` TO `name`;

ALTER TABLE `users` RENAME INDEX `people_boss_id_fkey` TO `users_boss_id_fkey`;

ALTER TABLE `users` RENAME INDEX `people_full_name_idx` TO `users_name_idx`;

-- hazard: rewrite-table: users is written again to give people_full_name_check another name
ALTER TABLE `users` DROP CONSTRAINT `people_full_name_check`, ADD CONSTRAINT `users_name_check` CHECK (length(name) > 0);

-- hazard: rewrite-table: users is written again to give people_boss_id_fkey another name
ALTER TABLE `users` DROP FOREIGN KEY `people_boss_id_fkey`, ADD CONSTRAINT `users_boss_id_fkey` FOREIGN KEY (`boss_id`) REFERENCES `users` (`id`);

ALTER TABLE `users` RENAME INDEX `people_full_name_key` TO `users_name_key`;

DROP VIEW `user_names`;

CREATE VIEW `user_names` AS
select id, name from users;
