-- schemac:allow add-check

-- hazard: add-check: users must satisfy email like '%@%'
-- hazard: rewrite-table: users is written again to look at every row
-- hazard: add-check: users must satisfy length(email) < 100
-- hazard: add-check: users must satisfy second like '%@%'
-- hazard: add-check: users must satisfy length(second) < 100
ALTER TABLE `users`
  ADD COLUMN `second` text NOT NULL DEFAULT 'none@example.com',
  ADD CONSTRAINT `users_email_check` CHECK (email like '%@%'),
  ADD CONSTRAINT `users_email_check1` CHECK (length(email) < 100),
  ADD CONSTRAINT `users_second_check` CHECK (second like '%@%'),
  ADD CONSTRAINT `users_second_check1` CHECK (length(second) < 100);
