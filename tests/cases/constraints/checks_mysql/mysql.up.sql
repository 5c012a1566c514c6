-- schemac:allow add-check

-- hazard: rewrite-table: things is written again to give gone another name
ALTER TABLE `things` DROP CONSTRAINT `gone`, ADD CONSTRAINT `renamed` CHECK (n <> 5);

-- hazard: add-check: things must satisfy n > 1
-- hazard: rewrite-table: things is written again to look at every row
-- hazard: add-check: things must satisfy n < 200
ALTER TABLE `things`
  ALTER CHECK `on` NOT ENFORCED,
  ALTER CHECK `off` ENFORCED,
  DROP CONSTRAINT `other`,
  ADD CONSTRAINT `other` CHECK (n < 200);
