-- hazard: rewrite-table: logs.id gets a value of its own in every row
ALTER TABLE `logs`
  ADD COLUMN `id` bigint NOT NULL AUTO_INCREMENT,
  ADD PRIMARY KEY (`id`);
