-- schemac:allow set-not-null
-- schemac:allow add-unique

-- hazard: rewrite-table: notes is written again without its primary key
ALTER TABLE `notes` DROP PRIMARY KEY;

-- hazard: rewrite-table: logs.id is written again as NOT NULL
-- hazard: set-not-null: logs.id may hold NULL
-- hazard: add-unique: logs (id) must be unique
ALTER TABLE `logs`
  MODIFY COLUMN `id` int NOT NULL,
  ADD PRIMARY KEY (`id`);
