RENAME TABLE `b` TO `a`;

RENAME TABLE `c` TO `b`;

ALTER TABLE `b` RENAME INDEX `c_a_id_fkey` TO `b_a_id_fkey`;

-- hazard: rewrite-table: b is written again to give c_a_id_fkey another name
ALTER TABLE `b` DROP FOREIGN KEY `c_a_id_fkey`, ADD CONSTRAINT `b_a_id_fkey` FOREIGN KEY (`a_id`) REFERENCES `a` (`id`);
