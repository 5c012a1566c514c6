-- hazard: rewrite-table: things moves to another tablespace
ALTER TABLE `things` TABLESPACE `innodb_system`;
