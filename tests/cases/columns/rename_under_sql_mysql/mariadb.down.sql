ALTER TABLE `things` RENAME COLUMN `b` TO `a`;

DROP VIEW `all_of_it`;

DROP TRIGGER `fill`;

CREATE TRIGGER `fill` BEFORE INSERT ON `things`
FOR EACH ROW
SET NEW.a = NEW.a + 1;

CREATE OR REPLACE VIEW `shown` AS
select id, a from things;

CREATE VIEW `all_of_it` AS
select * from things;
