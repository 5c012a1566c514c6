RENAME TABLE `old_name` TO `new_name`;

DROP VIEW `reader`;

DROP VIEW `gone`;

CREATE OR REPLACE VIEW `a` (`id`, `more`) AS
select id, n + 1 as n from things;

CREATE OR REPLACE VIEW `b` AS
select id from things where n > 0
WITH CASCADED CHECK OPTION;

CREATE OR REPLACE ALGORITHM = TEMPTABLE VIEW `c` AS
select id from a;

CREATE VIEW `reader` AS
select two from new_name;
