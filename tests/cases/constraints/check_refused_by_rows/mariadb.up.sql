-- schemac:allow add-check

-- hazard: add-check: users must satisfy age >= 0
-- hazard: rewrite-table: users is written again to look at every row
ALTER TABLE `users` ADD CONSTRAINT `users_age_check` CHECK (age >= 0);
