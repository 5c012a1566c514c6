-- hazard: add-unique: rooms (id, stay) must be unique
-- hazard: block-writes: rooms takes no writes while rooms_pkey is built
ALTER TABLE `rooms`
  DROP INDEX `two`,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`id`, `stay` WITHOUT OVERLAPS);

-- hazard: add-unique: plain (id, from_, to_) must be unique
-- hazard: block-writes: plain takes no writes while one is built
ALTER TABLE `plain`
  DROP INDEX `one`,
  ADD UNIQUE KEY `one` (`id`, `from_`, `to_`);
