RENAME TABLE `labels` TO `names`;

DROP VIEW `upper_names`;

CREATE VIEW `upper_names` AS
select upper(name) as name from names;
