RENAME TABLE `followed` TO `led`;

RENAME TABLE `held` TO `kept`;

ALTER TABLE `led` RENAME INDEX `followed_ibfk_1` TO `led_ibfk_1`;
