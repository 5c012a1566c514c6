DROP PROCEDURE `was`;

DROP PROCEDURE `away`;

DROP PROCEDURE `fill`;

DROP FUNCTION `old_name`;

DROP FUNCTION `gone`;

DROP FUNCTION `plus`;

SET @schemac_sql_mode = @@sql_mode;
SET sql_mode = 'ANSI_QUOTES';
DELIMITER $$
CREATE OR REPLACE DEFINER = 'other'@'localhost' FUNCTION `often` () RETURNS varchar(40)
  NO SQL
BEGIN
  RETURN 'x';
END$$
DELIMITER ;
SET sql_mode = @schemac_sql_mode;

SET @schemac_sql_mode = @@sql_mode;
SET sql_mode = 'ANSI_QUOTES';
CREATE OR REPLACE DEFINER = 'app'@'%' PROCEDURE `quiet` ()
  MODIFIES SQL DATA
  SQL SECURITY INVOKER
  COMMENT 'hush'
SET @x = 2;
SET sql_mode = @schemac_sql_mode;

CREATE FUNCTION `plus` (`a` bigint, `b` varchar(20)) RETURNS bigint
  DETERMINISTIC
  COMMENT 'more'
RETURN a + 2;

CREATE FUNCTION `new_name` () RETURNS int
  DETERMINISTIC
RETURN 2;

CREATE PROCEDURE `fill` (`in_` int, OUT `out_` bigint)
SET out_ = in_;

CREATE PROCEDURE `is` ()
SET @x = 3;
