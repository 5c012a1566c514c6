-- hazard: rewrite-table: users is written again with what names name
ALTER TABLE `users`
  RENAME COLUMN `name` TO `full_name`,
  MODIFY COLUMN `birth_year` int GENERATED ALWAYS AS (length(full_name) + 1900) VIRTUAL;

DROP VIEW `years`;

CREATE VIEW `years` AS
select users.birth_year from users;
