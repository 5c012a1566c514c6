-- hazard: rewrite-table: users.token gets a value of its own in every row
ALTER TABLE `users`
  ADD COLUMN `plan` text NOT NULL DEFAULT 'free',
  ADD COLUMN `seats` int NOT NULL DEFAULT 3,
  ADD COLUMN `rate` decimal(4,2) NOT NULL DEFAULT 1.5,
  ADD COLUMN `active` tinyint(1) NOT NULL DEFAULT 1,
  ADD COLUMN `token` text NOT NULL DEFAULT (lower('ABC')),
  ADD COLUMN `made` timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  ADD COLUMN `note` text DEFAULT 'none yet';
