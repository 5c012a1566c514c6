UPDATE `users` SET `plan` = 'free' WHERE `plan` IS NULL;

-- hazard: rewrite-table: users.plan is written again as NOT NULL
ALTER TABLE `users` MODIFY COLUMN `plan` text NOT NULL DEFAULT 'free';

UPDATE `users` SET `region` = 'north' WHERE `region` IS NULL;

-- hazard: rewrite-table: users.region is written again as NOT NULL
ALTER TABLE `users` MODIFY COLUMN `region` text NOT NULL DEFAULT 'south';
