-- schemac:allow add-unique

-- hazard: add-unique: things (n) must be unique
ALTER TABLE `things`
  DROP INDEX `by_n`,
  ADD UNIQUE KEY `by_n` (`n`) INVISIBLE,
  LOCK=NONE;
