-- hazard: rewrite-table: users is written again with what names full_name
ALTER TABLE `users`
  RENAME COLUMN `full_name` TO `name`,
  MODIFY COLUMN `birth_year` int GENERATED ALWAYS AS (length(name) + 1900) VIRTUAL;

DROP VIEW `years`;

CREATE VIEW `years` AS
select users.birth_year from users;
