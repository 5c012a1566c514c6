-- hazard: rewrite-table: things is written again with what names b
ALTER TABLE `things`
  DROP CONSTRAINT `positive`,
  RENAME COLUMN `b` TO `a`,
  MODIFY COLUMN `twice` int GENERATED ALWAYS AS (a * 2) VIRTUAL,
  MODIFY COLUMN `thrice` int GENERATED ALWAYS AS (a * 3) STORED,
  ADD CONSTRAINT `positive` CHECK (a > 0);

DROP VIEW `all_of_it`;

DROP TRIGGER `fill`;

CREATE TRIGGER `fill` BEFORE INSERT ON `things`
FOR EACH ROW
SET NEW.a = NEW.a + 1;

CREATE OR REPLACE VIEW `shown` AS
select id, a from things;

CREATE VIEW `all_of_it` AS
select * from things;
