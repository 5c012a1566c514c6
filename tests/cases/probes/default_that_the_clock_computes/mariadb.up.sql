-- hazard: rewrite-table: tokens.expires_at gets a value of its own in every row
ALTER TABLE `tokens` ADD COLUMN `expires_at` timestamp(6) NOT NULL DEFAULT (now() + interval 1 day);
