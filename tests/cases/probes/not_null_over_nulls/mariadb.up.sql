-- schemac:allow set-not-null

-- hazard: rewrite-table: users.plan is written again as NOT NULL
-- hazard: set-not-null: users.plan may hold NULL
ALTER TABLE `users` MODIFY COLUMN `plan` text NOT NULL;
