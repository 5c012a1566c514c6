RENAME TABLE `people` TO `users`;

ALTER TABLE `users` RENAME INDEX `people_name_idx` TO `users_name_idx`;

-- hazard: rewrite-table: users is written again to give people_name_check another name
ALTER TABLE `users` DROP CONSTRAINT `people_name_check`, ADD CONSTRAINT `users_name_check` CHECK (users.name <> '');

DROP VIEW `names`;

CREATE VIEW `names` AS
select users.name from users;
