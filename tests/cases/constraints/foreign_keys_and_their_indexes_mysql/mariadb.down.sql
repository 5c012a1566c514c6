ALTER TABLE `parents` RENAME INDEX `ab3` TO `ab`;

ALTER TABLE `parents`
  DROP INDEX `ab2`,
  LOCK=NONE;

ALTER TABLE `children` DROP FOREIGN KEY `to_ab`;

ALTER TABLE `children` DROP FOREIGN KEY `to_other`;

ALTER TABLE `children` DROP FOREIGN KEY `children_parent_id_fkey`;

-- hazard: narrow-column: children.parent_id becomes int and may hold values that do not fit
-- hazard: rewrite-table: children.parent_id is written again as int
-- hazard: convert-column: children.a is converted from varchar(20) to the charset of its table
-- hazard: rewrite-table: children.a is written again as varchar(20)
-- hazard: narrow-column: children.other_id becomes int and may hold values that do not fit
-- hazard: rewrite-table: children.other_id is written again as int
ALTER TABLE `children`
  DROP INDEX `wider`,
  MODIFY COLUMN `parent_id` int NOT NULL,
  MODIFY COLUMN `a` varchar(20) NOT NULL,
  MODIFY COLUMN `other_id` int,
  ADD KEY `children_parent_id_fkey` (`parent_id`);

-- hazard: narrow-column: parents.id becomes int and may hold values that do not fit
-- hazard: rewrite-table: parents.id is written again as int
-- hazard: convert-column: parents.a is converted from varchar(20) to the charset of its table
-- hazard: rewrite-table: parents.a is written again as varchar(20)
ALTER TABLE `parents`
  MODIFY COLUMN `id` int NOT NULL,
  MODIFY COLUMN `a` varchar(20) NOT NULL;

-- hazard: rewrite-table: children is written again to look for the parent of every row
ALTER TABLE `children`
  ADD CONSTRAINT `to_ab` FOREIGN KEY (`a`, `b`) REFERENCES `parents` (`a`, `b`) ON DELETE CASCADE,
  ADD CONSTRAINT `to_other` FOREIGN KEY (`other_id`) REFERENCES `parents` (`id`) ON UPDATE CASCADE,
  ADD CONSTRAINT `children_parent_id_fkey` FOREIGN KEY (`parent_id`) REFERENCES `parents` (`id`);
