-- schemac:allow add-unique

-- hazard: add-unique: logs (id) must be unique
ALTER TABLE `logs`
  ADD PRIMARY KEY (`id`),
  LOCK=NONE;
