DROP VIEW `gone`;

CREATE OR REPLACE VIEW `adults` AS
select id, name, age from users where age >= 21;

CREATE OR REPLACE VIEW `adult_names` (`named`) AS
select name from adults;

CREATE VIEW `fresh` AS
select count(*) as adults from adult_names;
