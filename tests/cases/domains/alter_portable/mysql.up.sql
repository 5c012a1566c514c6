-- schemac:allow add-check

-- hazard: add-check: users must satisfy points > 0
-- hazard: rewrite-table: users is written again to look at every row
ALTER TABLE `users`
  ALTER COLUMN `points` SET DEFAULT 2,
  DROP CONSTRAINT `users_points_check`,
  ADD CONSTRAINT `users_points_check` CHECK (points > 0);
