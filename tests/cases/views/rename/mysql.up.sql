RENAME TABLE `names` TO `labels`;

DROP VIEW `upper_names`;

CREATE VIEW `upper_names` AS
select upper(name) as name from labels;
