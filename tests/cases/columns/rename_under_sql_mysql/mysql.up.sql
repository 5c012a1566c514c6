-- hazard: rewrite-table: things is written again with what names a
ALTER TABLE `things`
  DROP CONSTRAINT `positive`,
  RENAME COLUMN `a` TO `b`,
  MODIFY COLUMN `twice` int GENERATED ALWAYS AS (b * 2) VIRTUAL,
  MODIFY COLUMN `thrice` int GENERATED ALWAYS AS (b * 3) STORED,
  ADD CONSTRAINT `positive` CHECK (b > 0);

DROP VIEW `all_of_it`;

DROP TRIGGER `fill`;

CREATE TRIGGER `fill` BEFORE INSERT ON `things`
FOR EACH ROW
SET NEW.b = NEW.b + 1;

CREATE OR REPLACE VIEW `shown` AS
select id, b from things;

CREATE VIEW `all_of_it` AS
select * from things;
