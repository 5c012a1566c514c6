RENAME TABLE `new_name` TO `old_name`;

DROP VIEW `reader`;

CREATE OR REPLACE VIEW `a` AS
select id, n from things;

CREATE OR REPLACE ALGORITHM = MERGE VIEW `b` AS
select id from things where n > 0
WITH LOCAL CHECK OPTION;

CREATE OR REPLACE SQL SECURITY INVOKER VIEW `c` AS
select id from a;

CREATE VIEW `reader` AS
select two from old_name;

CREATE VIEW `gone` AS
select 1 as one;
