-- hazard: drop-column: column settings.theme is dropped
-- hazard: drop-column: column settings.label is dropped
ALTER TABLE `settings`
  DROP COLUMN `theme`,
  DROP COLUMN `label`,
  LOCK=NONE;
