RENAME TABLE `users` TO `people`;

-- hazard: rewrite-table: people is written again to give users_name_check another name
ALTER TABLE `people` DROP CONSTRAINT `users_name_check`, ADD CONSTRAINT `people_name_check` CHECK (people.name <> '');

ALTER TABLE `people` RENAME INDEX `users_name_idx` TO `people_name_idx`;

DROP VIEW `names`;

CREATE VIEW `names` AS
select people.name from people;
