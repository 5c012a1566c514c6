RENAME TABLE `kept` TO `held`;

-- hazard: rewrite-table: held is written again to give held_ibfk_1 its name back
ALTER TABLE `held` DROP FOREIGN KEY `held_ibfk_1`, ADD CONSTRAINT `kept_ibfk_1` FOREIGN KEY (`parent_id`) REFERENCES `parents` (`id`);

RENAME TABLE `led` TO `followed`;

ALTER TABLE `followed` RENAME INDEX `led_ibfk_1` TO `followed_ibfk_1`;
