ALTER TABLE `users` RENAME COLUMN `name` TO `full_name`;

DROP VIEW `years`;

CREATE VIEW `years` AS
select users.birth_year from users;
