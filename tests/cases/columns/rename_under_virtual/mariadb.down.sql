ALTER TABLE `users` RENAME COLUMN `full_name` TO `name`;

DROP VIEW `years`;

CREATE VIEW `years` AS
select users.birth_year from users;
