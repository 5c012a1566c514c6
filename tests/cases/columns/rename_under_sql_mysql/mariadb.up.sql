ALTER TABLE `things` RENAME COLUMN `a` TO `b`;

DROP VIEW `all_of_it`;

DROP TRIGGER `fill`;

CREATE TRIGGER `fill` BEFORE INSERT ON `things`
FOR EACH ROW
SET NEW.b = NEW.b + 1;

CREATE OR REPLACE VIEW `shown` AS
select id, b from things;

CREATE VIEW `all_of_it` AS
select * from things;
