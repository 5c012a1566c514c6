ALTER TABLE `parents` RENAME INDEX `ab` TO `ab3`;

ALTER TABLE `children` DROP FOREIGN KEY `to_ab`;

ALTER TABLE `children` DROP FOREIGN KEY `to_other`;

ALTER TABLE `children` DROP FOREIGN KEY `children_parent_id_fkey`;

-- hazard: rewrite-table: children.parent_id is written again as bigint
-- hazard: rewrite-table: children.a is written again as varchar(20)
-- hazard: rewrite-table: children.other_id is written again as bigint
ALTER TABLE `children`
  DROP INDEX `children_parent_id_fkey`,
  MODIFY COLUMN `parent_id` bigint NOT NULL,
  MODIFY COLUMN `a` varchar(20) COLLATE utf8mb4_bin NOT NULL,
  MODIFY COLUMN `other_id` bigint,
  ADD KEY `wider` (`parent_id`, `b`);

-- hazard: rewrite-table: parents.id is written again as bigint
-- hazard: rewrite-table: parents.a is written again as varchar(20)
ALTER TABLE `parents`
  MODIFY COLUMN `id` bigint NOT NULL,
  MODIFY COLUMN `a` varchar(20) COLLATE utf8mb4_bin NOT NULL,
  ADD UNIQUE KEY `ab2` (`a`, `b`, `id`);

-- hazard: rewrite-table: children is written again to look for the parent of every row
ALTER TABLE `children`
  ADD CONSTRAINT `to_ab` FOREIGN KEY (`a`, `b`) REFERENCES `parents` (`a`, `b`) ON UPDATE CASCADE,
  ADD CONSTRAINT `to_other` FOREIGN KEY (`other_id`) REFERENCES `parents` (`id`) ON DELETE SET NULL,
  ADD CONSTRAINT `children_parent_id_fkey` FOREIGN KEY (`parent_id`) REFERENCES `parents` (`id`);
