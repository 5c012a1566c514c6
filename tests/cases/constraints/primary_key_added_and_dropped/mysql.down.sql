-- hazard: rewrite-table: logs is written again without its primary key
ALTER TABLE `logs`
  DROP PRIMARY KEY,
  MODIFY COLUMN `id` int;

-- hazard: add-unique: notes (id) must be unique
ALTER TABLE `notes`
  ADD PRIMARY KEY (`id`),
  LOCK=NONE;
