-- hazard: rewrite-table: things is written again to give renamed another name
ALTER TABLE `things` DROP CONSTRAINT `renamed`, ADD CONSTRAINT `gone` CHECK (n <> 5);

-- hazard: add-check: things must satisfy n > 0
-- hazard: rewrite-table: things is written again to look at every row
-- hazard: add-check: things must satisfy n < 100
ALTER TABLE `things`
  ALTER CHECK `on` ENFORCED,
  ALTER CHECK `off` NOT ENFORCED,
  DROP CONSTRAINT `other`,
  ADD CONSTRAINT `other` CHECK (n < 100);
