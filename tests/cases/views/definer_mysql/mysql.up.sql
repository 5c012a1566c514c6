CREATE OR REPLACE SQL SECURITY INVOKER VIEW `a` AS
select id from things;

CREATE OR REPLACE DEFINER = 'mysql.sys'@'localhost' SQL SECURITY INVOKER VIEW `b` AS
select id from things;
