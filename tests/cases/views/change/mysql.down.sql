DROP VIEW `fresh`;

CREATE OR REPLACE VIEW `adults` AS
select id, name from users where age >= 18;

CREATE OR REPLACE VIEW `adult_names` (`called`) AS
select name from adults;

CREATE VIEW `gone` AS
select 1 as one;
