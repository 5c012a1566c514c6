DROP TRIGGER `old_name`;

CREATE TRIGGER `new_name` BEFORE DELETE ON `things`
FOR EACH ROW
SET @old = 1;

DROP TRIGGER `first`;

DROP TRIGGER `second`;

DROP TRIGGER `third`;

DROP TRIGGER `quoted`;

DROP TRIGGER `gone`;

CREATE TRIGGER `zeroth` BEFORE INSERT ON `things`
FOR EACH ROW
SET NEW.n = NEW.n + 5;

CREATE TRIGGER `first` BEFORE INSERT ON `things`
FOR EACH ROW FOLLOWS `zeroth`
SET NEW.n = NEW.n + 1;

CREATE TRIGGER `second` BEFORE INSERT ON `things`
FOR EACH ROW FOLLOWS `first`
SET NEW.n = NEW.n * 3;

DELIMITER //
CREATE DEFINER = 'other'@'localhost' TRIGGER `third` BEFORE UPDATE ON `things`
FOR EACH ROW
BEGIN
  SET @seen = '$$;';
END//
DELIMITER ;

SET @schemac_sql_mode = @@sql_mode;
SET sql_mode = 'ANSI_QUOTES';
CREATE TRIGGER `quoted` BEFORE UPDATE ON `things`
FOR EACH ROW FOLLOWS `third`
SET @a = 1;
SET sql_mode = @schemac_sql_mode;
