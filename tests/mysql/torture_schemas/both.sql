-- Schemas in the manner of real projects, and what else both servers can be told.

CREATE TABLE wp_posts (
  ID bigint(20) unsigned NOT NULL auto_increment,
  post_author bigint(20) unsigned NOT NULL default '0',
  post_date datetime NOT NULL default '2000-01-01 00:00:00',
  post_content longtext NOT NULL,
  post_status varchar(20) NOT NULL default 'publish',
  post_name varchar(200) NOT NULL default '',
  PRIMARY KEY  (ID),
  KEY post_name (post_name(191)),
  KEY type_status_date (post_status,post_date,ID)
    ) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci
;;

CREATE TABLE `catalog` (
  `entity_id` int UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'Entity Id',
  `sku` varchar(64) DEFAULT NULL COMMENT 'it''s "SKU"\n\\',
  `price` decimal(20,6) NOT NULL DEFAULT '0.000000',
  `has_options` smallint NOT NULL DEFAULT '0',
  `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `updated_at` timestamp(3) NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`entity_id`) USING BTREE,
  KEY `SKU` (`sku`) USING BTREE COMMENT 'by SKU',
  UNIQUE KEY `both` (`sku` DESC,`price`) USING BTREE
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COMMENT='it''s a Catalog\nof two lines' ROW_FORMAT=DYNAMIC STATS_PERSISTENT=0
;;

CREATE TABLE `value` (`id` int NOT NULL AUTO_INCREMENT, `entity_id` int UNSIGNED NOT NULL, `v` varchar(255),
  PRIMARY KEY (`id`), UNIQUE KEY `U` (`entity_id`,`v`), CONSTRAINT `FK` FOREIGN KEY (`entity_id`)
  REFERENCES `catalog` (`entity_id`) ON DELETE CASCADE ON UPDATE RESTRICT) AUTO_INCREMENT=77
;;

CREATE TABLE price_tmp (id int NOT NULL, g int NOT NULL, p decimal(20,6), PRIMARY KEY (id, g),
  KEY g (g) USING HASH, KEY p (p) USING BTREE) ENGINE=MEMORY
;;

CREATE TABLE page (page_id INT UNSIGNED AUTO_INCREMENT NOT NULL, page_title VARBINARY(255) NOT NULL,
  page_touched BINARY(14) NOT NULL DEFAULT '\0\0', page_random DOUBLE PRECISION NOT NULL,
  page_lang VARBINARY(35) DEFAULT 0xff00e9, page_len BINARY(4) DEFAULT 'ab', page_text VARBINARY(9) DEFAULT 'q\'',
  UNIQUE INDEX title (page_title), INDEX r (page_random), PRIMARY KEY(page_id)) DEFAULT CHARSET=binary
;;

CREATE TABLE searchindex (si_page INT UNSIGNED NOT NULL, si_title VARCHAR(255) DEFAULT '' NOT NULL,
  si_text MEDIUMTEXT NOT NULL, UNIQUE INDEX si_page (si_page), FULLTEXT INDEX si_title (si_title) COMMENT 'words',
  FULLTEXT INDEX si_text (si_text, si_title)) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 PACK_KEYS=1 CHECKSUM=1
;;

CREATE TABLE one_of (a INT NOT NULL) ENGINE=MyISAM
;;

CREATE TABLE all_of (a INT NOT NULL) ENGINE=MERGE UNION=(one_of) INSERT_METHOD=LAST
;;

CREATE TABLE ROLE (ID varchar(36) NOT NULL, REALM varchar(255) CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci,
  FLAG bit(1) NOT NULL DEFAULT b'0', NAME varchar(255) CHARACTER SET latin1, PARENT varchar(36),
  PRIMARY KEY (ID), KEY PARENT (PARENT), CONSTRAINT SELF FOREIGN KEY (PARENT) REFERENCES ROLE (ID) ON DELETE SET NULL)
  DEFAULT CHARSET=utf8mb3
;;

CREATE TABLE `log` (idvisit BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, visitor BINARY(8) NOT NULL, f FLOAT DEFAULT 1e3,
  g FLOAT(10,2) NOT NULL DEFAULT '0.00', y YEAR(4) DEFAULT 1999, t TIME(3) DEFAULT '-01:02:03.5', z INT(5) ZEROFILL,
  neg INT DEFAULT -1, big DECIMAL(65,30), c CHAR(0), bl BLOB(10), tx TEXT(100), nn TINYINT UNSIGNED ZEROFILL,
  e ENUM('a','b,c','d''e','f\\g', '') DEFAULT 'd''e', s SET('x','y') NOT NULL DEFAULT 'x,y', b BOOLEAN DEFAULT TRUE,
  nv NATIONAL VARCHAR(9), i1 BIGINT DEFAULT -9223372036854775808, PRIMARY KEY(idvisit), INDEX i (visitor, idvisit DESC))
;;

CREATE TABLE `Wei``rd "name" ✓` (`select` int, `a.b` int, `ü ✓` int COMMENT '✓', `back``tick` varchar(9) DEFAULT 'ü',
  KEY `key` (`select`), KEY `a,b` (`a.b`), UNIQUE KEY `u``u` (`back``tick`(3)))
;;

CREATE TABLE computed (id int, n varchar(20), g int GENERATED ALWAYS AS ((id+1)*(2)) VIRTUAL COMMENT 'q',
  gs varchar(50) AS (concat(n, ')', "x'y", '\\')) STORED, CONSTRAINT `c,1` CHECK (n <> 'it''s (' AND (id > 3 OR id < -3)),
  KEY (gs), p point NOT NULL, l linestring, SPATIAL KEY p (p), j json)
;;

CREATE TABLE salaries (id INT NOT NULL, d DATE NOT NULL, PRIMARY KEY (id, d)) PARTITION BY RANGE (to_days(d))
  (PARTITION p01 VALUES LESS THAN (to_days('1985-12-31')) COMMENT = 'it''s old', PARTITION `p 2` VALUES LESS THAN MAXVALUE)
;;

CREATE TABLE part_hash (id int) PARTITION BY HASH (id) PARTITIONS 4
;;

CREATE TABLE part_one (id int) PARTITION BY LINEAR HASH (id + 1)
;;

CREATE TABLE part_key (id int PRIMARY KEY, x int) PARTITION BY KEY () PARTITIONS 3
;;

CREATE TABLE part_list (id int, r varchar(5)) PARTITION BY LIST COLUMNS(r)
  (PARTITION a VALUES IN ('a','b''('), PARTITION b VALUES IN ('c', NULL) MAX_ROWS = 5)
;;

CREATE TABLE part_pairs (a int, b varchar(20)) PARTITION BY RANGE COLUMNS(a,b)
  (PARTITION p0 VALUES LESS THAN (1,'x'), PARTITION p1 VALUES LESS THAN (maxvalue,maxvalue))
;;

CREATE TABLE part_tuples (a int, b int) PARTITION BY LIST COLUMNS(a,b)
  (PARTITION p0 VALUES IN ((1,1),(2,2)), PARTITION p1 VALUES IN ((3,3)))
;;

CREATE TABLE part_sub (id int, d date) PARTITION BY RANGE COLUMNS (d) SUBPARTITION BY KEY (id)
  (PARTITION p0 VALUES LESS THAN ('2020-01-01') (SUBPARTITION s0, SUBPARTITION `s 1`),
   PARTITION p1 VALUES LESS THAN (MAXVALUE) (SUBPARTITION s2, SUBPARTITION s3))
;;

CREATE TABLE part_sub_count (id int, d int) PARTITION BY RANGE (d) SUBPARTITION BY HASH (id) SUBPARTITIONS 2
  (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20))
;;

CREATE TRIGGER up BEFORE INSERT ON wp_posts FOR EACH ROW SET new.post_name = upper(new.post_status)
;;

CREATE TRIGGER `tri gger` BEFORE INSERT ON wp_posts FOR EACH ROW FOLLOWS up BEGIN
    /* changelog; */
    INSERT INTO `value` (entity_id, v) VALUES (1, "c\"d'"); -- it's
  END
;;

CREATE TRIGGER first BEFORE INSERT ON wp_posts FOR EACH ROW PRECEDES up SET @x = 'a\'b'
;;

CREATE TRIGGER last AFTER DELETE ON wp_posts FOR EACH ROW SET @y = 1
;;

CREATE FUNCTION `emp dept`(e INT, `x y` DECIMAL(10,2) UNSIGNED, s SET('a','b'), c varchar(3) CHARSET latin1)
  RETURNS VARCHAR(40) READS SQL DATA COMMENT 'it''s "x"\n'
  BEGIN
    DECLARE m DATE; # a comment; really
    RETURN (SELECT 'a\'b;');
  END
;;

CREATE FUNCTION as_json(b BOOLEAN, j JSON) RETURNS JSON DETERMINISTIC NO SQL RETURN j
;;

CREATE PROCEDURE show_it(IN a INT, OUT b TEXT, INOUT c DATETIME(3)) DETERMINISTIC SQL SECURITY INVOKER BEGIN SELECT ';'; END
;;

CREATE PROCEDURE nothing() MODIFIES SQL DATA BEGIN END
;;

CREATE EVENT every_day ON SCHEDULE EVERY '1:30' HOUR_MINUTE STARTS '2036-01-01 00:00:00' ENDS '2037-01-01 00:00:00'
  ON COMPLETION PRESERVE DISABLE COMMENT 'ev''ent' DO BEGIN DELETE FROM wp_posts WHERE post_name = 'x;y'; END
;;

CREATE EVENT once ON SCHEDULE AT '2037-01-01 00:00:00' DO DELETE FROM wp_posts
;;

CREATE VIEW latest AS SELECT post_author, MAX(post_date) AS d FROM wp_posts GROUP BY post_author
;;

CREATE VIEW on_view AS SELECT l.*, `emp dept`(1, 2, 'a', 'x') f FROM latest l JOIN wp_posts p ON p.ID = l.post_author
;;

CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW some (one, `two two`) AS
  SELECT ID, post_name FROM wp_posts WHERE post_name LIKE '%\'x\_%' ESCAPE '!' WITH LOCAL CHECK OPTION
;;

CREATE VIEW many AS (SELECT 1 a, 'dq \'✓\'' b) UNION ALL (SELECT 2, 'WITH LOCAL CHECK OPTION' ORDER BY 1 LIMIT 1)
;;

CREATE VIEW rec AS WITH RECURSIVE q AS (SELECT 1 n UNION ALL SELECT n + 1 FROM q WHERE n < 5) SELECT n FROM q
;;

create table a1 (id int, v varchar(20), primary key (id)) engine=InnoDB key_block_size=8 row_format=compressed
;;

create table a2 (id int primary key, data longblob, index (data(20)))
;;

create table a3 (a int, b int, c int, primary key (a, b, c), unique (c, b), index (b))
;;

create table c1 (`id` int, `virtual` int generated always as (if(id is null, 0, id div 2)) virtual,
  key (`virtual`))
;;

create table c2 (id int,
  constraint `we``ird` check (id between 1 and 5 or id in (7,8) and not (id = 3) and id is not null xor true))
;;

create view w1 as select if(id > 1, 'a', "b") as `if`, interval(id, 1, 2) i, id div 2 d, id mod 3 m,
  date_add('2020-01-01', interval id day) da, cast(id as char(5) character set latin1) c,
  convert('a' using utf8mb4) u, binary 'x' bx, id collate utf8mb4_bin as cc from (select 1 as id) q
;;

create view w3 as select group_concat(distinct id order by id separator '; ') g,
  json_arrayagg(id) from c2 group by id with rollup
;;


  create view w4 as select * from c2 a left join c2 b using (id) natural join c1 c where exists (select 1 from c1 where c1.id = a.id) and a.id not in (1,2) and (a.id,
  b.id) = (1, 2)
;;

create function ret_enum() returns enum('a','b;') charset latin1 deterministic return 'a'
;;

create function ret_dec(a decimal(5,2) unsigned zerofill, b bigint(20)) returns decimal(10,0) no sql return a
;;


  create event ev_min on schedule every '2-3' year_month starts '2036-01-01 00:00:00' on completion not preserve disable on slave do begin end
