-- schemac:allow add-unique

ALTER TABLE `refers` DROP FOREIGN KEY `refers_referenced_id_fkey`;

-- hazard: rewrite-table: gains.a is written again as bigint
ALTER TABLE `gains`
  MODIFY COLUMN `a` bigint NOT NULL AUTO_INCREMENT,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`b`, `a`),
  ADD KEY `by_a` (`a`);

-- hazard: rewrite-table: loses.id is written again as int
-- hazard: add-unique: loses (b) must be unique
ALTER TABLE `loses`
  MODIFY COLUMN `id` int NOT NULL,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`b`);

-- hazard: rewrite-table: moves.id is written again as int
-- hazard: rewrite-table: moves.other is written again as int
-- hazard: add-unique: moves (other) must be unique
ALTER TABLE `moves`
  DROP INDEX `by_other`,
  MODIFY COLUMN `id` int NOT NULL,
  MODIFY COLUMN `other` int NOT NULL AUTO_INCREMENT,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`other`);

-- hazard: rewrite-table: new_one.id gets a value of its own in every row
ALTER TABLE `new_one`
  ADD COLUMN `id` bigint NOT NULL AUTO_INCREMENT,
  ADD PRIMARY KEY (`id`);

-- hazard: rewrite-table: referenced.id is written again as int
ALTER TABLE `referenced` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;

-- hazard: rewrite-table: refers is written again to look for the parent of every row
ALTER TABLE `refers` ADD CONSTRAINT `refers_referenced_id_fkey` FOREIGN KEY (`referenced_id`) REFERENCES `referenced` (`id`);
