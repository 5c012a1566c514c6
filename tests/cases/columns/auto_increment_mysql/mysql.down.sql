ALTER TABLE `refers` DROP FOREIGN KEY `refers_referenced_id_fkey`;

-- hazard: narrow-column: gains.a becomes int and may hold values that do not fit
-- hazard: rewrite-table: gains.a is written again as int
-- hazard: add-unique: gains (a) must be unique
ALTER TABLE `gains`
  DROP INDEX `by_a`,
  MODIFY COLUMN `a` int NOT NULL,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`a`);

-- hazard: rewrite-table: loses.id is written again as int
-- hazard: add-unique: loses (id) must be unique
ALTER TABLE `loses`
  MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`id`);

-- hazard: rewrite-table: moves.id is written again as int
-- hazard: rewrite-table: moves.other is written again as int
-- hazard: add-unique: moves (id) must be unique
ALTER TABLE `moves`
  MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT,
  MODIFY COLUMN `other` int NOT NULL,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`id`),
  ADD KEY `by_other` (`other`);

-- hazard: drop-column: column new_one.id is dropped
-- hazard: rewrite-table: new_one is written again without its primary key
ALTER TABLE `new_one`
  DROP COLUMN `id`,
  DROP PRIMARY KEY;

-- hazard: rewrite-table: referenced.id is written again as int
ALTER TABLE `referenced` MODIFY COLUMN `id` int NOT NULL;

-- hazard: rewrite-table: refers is written again to look for the parent of every row
ALTER TABLE `refers` ADD CONSTRAINT `refers_referenced_id_fkey` FOREIGN KEY (`referenced_id`) REFERENCES `referenced` (`id`);
