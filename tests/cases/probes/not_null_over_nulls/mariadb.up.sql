-- schemac:allow set-not-null

-- hazard: set-not-null: users.plan may hold NULL
ALTER TABLE `users`
  MODIFY COLUMN `plan` text NOT NULL,
  LOCK=NONE;
