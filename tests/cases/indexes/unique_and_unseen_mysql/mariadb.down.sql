ALTER TABLE `things`
  DROP INDEX `by_n`,
  ADD KEY `by_n` (`n`) IGNORED,
  LOCK=NONE;
