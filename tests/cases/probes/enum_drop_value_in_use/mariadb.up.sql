-- schemac:allow drop-enum-value

-- hazard: drop-enum-value: people.mood loses angry
-- hazard: rewrite-table: people.mood is written again as enum('happy','sad')
ALTER TABLE `people` MODIFY COLUMN `mood` enum('happy','sad') NOT NULL DEFAULT 'happy';
