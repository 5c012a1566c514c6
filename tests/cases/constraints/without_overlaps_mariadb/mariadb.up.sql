-- schemac:allow add-unique

-- hazard: add-unique: rooms (id, from_, to_) must be unique
-- hazard: block-writes: rooms takes no writes while rooms_pkey is built
-- hazard: add-unique: rooms (other, stay) must be unique
-- hazard: block-writes: rooms takes no writes while two is built
ALTER TABLE `rooms`
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`id`, `from_`, `to_`),
  ADD UNIQUE KEY `two` (`other`, `stay` WITHOUT OVERLAPS);

-- hazard: add-unique: plain (id, stay) must be unique
-- hazard: block-writes: plain takes no writes while one is built
ALTER TABLE `plain`
  DROP INDEX `one`,
  ADD UNIQUE KEY `one` (`id`, `stay` WITHOUT OVERLAPS);
