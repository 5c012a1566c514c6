RENAME TABLE `b` TO `c`;

RENAME TABLE `a` TO `b`;

-- hazard: rewrite-table: c is written again to give b_a_id_fkey another name
ALTER TABLE `c` DROP FOREIGN KEY `b_a_id_fkey`, ADD CONSTRAINT `c_a_id_fkey` FOREIGN KEY (`a_id`) REFERENCES `b` (`id`);

ALTER TABLE `c` RENAME INDEX `b_a_id_fkey` TO `c_a_id_fkey`;
