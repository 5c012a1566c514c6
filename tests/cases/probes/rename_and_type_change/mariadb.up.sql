-- schemac:allow add-check

ALTER TABLE `users` RENAME COLUMN `age` TO `years`;

-- hazard: rewrite-table: users.years is written again as bigint
-- hazard: add-check: users must satisfy years > 0
-- hazard: rewrite-table: users is written again to look at every row
ALTER TABLE `users`
  MODIFY COLUMN `years` bigint NOT NULL DEFAULT 18,
  ADD CONSTRAINT `users_years_check` CHECK (years > 0);
