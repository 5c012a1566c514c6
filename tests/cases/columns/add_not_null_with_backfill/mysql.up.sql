-- schemac:allow add-unique
-- schemac:allow add-check

ALTER TABLE `users`
  ADD COLUMN `region` text,
  LOCK=NONE;

UPDATE `users` SET `region` = 'north';

ALTER TABLE `users`
  MODIFY COLUMN `region` text NOT NULL,
  ADD COLUMN `slug` varchar(100),
  LOCK=NONE;

UPDATE `users` SET `slug` = lower(name);

ALTER TABLE `users`
  MODIFY COLUMN `slug` varchar(100) NOT NULL,
  ADD COLUMN `seats` int,
  LOCK=NONE;

UPDATE `users` SET `seats` = 7;

ALTER TABLE `users`
  MODIFY COLUMN `seats` int NOT NULL DEFAULT 1,
  ADD COLUMN `nick` text,
  LOCK=NONE;

UPDATE `users` SET `nick` = name;

-- hazard: add-unique: users (slug) must be unique
-- hazard: add-check: users must satisfy seats > 0
-- hazard: rewrite-table: users is written again to look at every row
ALTER TABLE `users`
  ADD UNIQUE KEY `users_slug_key` (`slug`),
  ADD CONSTRAINT `users_seats_check` CHECK (seats > 0);
