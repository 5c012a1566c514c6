-- hazard: drop-column: column tokens.expires_at is dropped
ALTER TABLE `tokens`
  DROP COLUMN `expires_at`,
  LOCK=NONE;
