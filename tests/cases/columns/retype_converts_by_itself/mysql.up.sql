-- schemac:allow convert-column
-- schemac:allow narrow-column

-- hazard: convert-column: flags.raised is converted from text to tinyint(1)
-- hazard: rewrite-table: flags.raised is written again as tinyint(1)
-- hazard: convert-column: flags.at is converted from text to timestamp(6)
-- hazard: rewrite-table: flags.at is written again as timestamp(6)
-- hazard: narrow-column: flags.code becomes char(36) and may hold values that do not fit
-- hazard: rewrite-table: flags.code is written again as char(36)
-- hazard: convert-column: flags.count is converted from text to bigint
-- hazard: rewrite-table: flags.count is written again as bigint
ALTER TABLE `flags`
  MODIFY COLUMN `raised` tinyint(1) NOT NULL,
  MODIFY COLUMN `at` timestamp(6) NOT NULL,
  MODIFY COLUMN `code` char(36) NOT NULL,
  MODIFY COLUMN `count` bigint NOT NULL;
