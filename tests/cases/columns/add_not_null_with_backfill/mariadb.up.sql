-- schemac:allow add-unique
-- schemac:allow add-check

ALTER TABLE `users`
  ADD COLUMN `region` text,
  LOCK=NONE;

UPDATE `users` SET `region` = 'north';

-- hazard: rewrite-table: users.region is written again as NOT NULL
ALTER TABLE `users`
  MODIFY COLUMN `region` text NOT NULL,
  ADD COLUMN `slug` varchar(100);

UPDATE `users` SET `slug` = lower(name);

-- hazard: rewrite-table: users.slug is written again as NOT NULL
ALTER TABLE `users`
  MODIFY COLUMN `slug` varchar(100) NOT NULL,
  ADD COLUMN `seats` int;

UPDATE `users` SET `seats` = 7;

-- hazard: rewrite-table: users.seats is written again as NOT NULL
ALTER TABLE `users`
  MODIFY COLUMN `seats` int NOT NULL DEFAULT 1,
  ADD COLUMN `nick` text;

UPDATE `users` SET `nick` = name;

-- hazard: add-unique: users (slug) must be unique
-- hazard: add-check: users must satisfy seats > 0
-- hazard: rewrite-table: users is written again to look at every row
ALTER TABLE `users`
  ADD UNIQUE KEY `users_slug_key` (`slug`),
  ADD CONSTRAINT `users_seats_check` CHECK (seats > 0);
