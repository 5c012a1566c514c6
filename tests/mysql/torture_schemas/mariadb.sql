-- What only MariaDB can be told.

CREATE SEQUENCE s1
;;

CREATE SEQUENCE `s 2` START 5 INCREMENT -2 MINVALUE -100 MAXVALUE 10 NOCACHE CYCLE
;;

CREATE TABLE only_mariadb (id int, i int INVISIBLE DEFAULT 5, KEY ii(id) IGNORED, KEY de (id DESC), u varchar(36) DEFAULT uuid(),
  tx text DEFAULT 'a''b', t2 text DEFAULT concat('a','b'), jn json NOT NULL, jc json CHECK (json_length(jc) > 2),
  ai int DEFAULT (1+2), ab int DEFAULT ((1)+(2)), d date DEFAULT curdate(), chk int CHECK (chk > 3),
  n int DEFAULT 5 COMMENT 'c' CHECK (n > 1 AND chk > 2), uu uuid, i4 inet4, i6 inet6 DEFAULT '::', comp text COMPRESSED,
  nx int DEFAULT nextval(s1), ny int DEFAULT (NEXT VALUE FOR `s 2`), geo point REF_SYSTEM_ID=101 NOT NULL,
  CONSTRAINT nn CHECK (id > 3), CHECK (id > 4), SPATIAL KEY (geo), w int WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING
;;

CREATE TABLE history (id int, s timestamp(6) GENERATED ALWAYS AS ROW START, e timestamp(6) GENERATED ALWAYS AS ROW END INVISIBLE,
  PERIOD FOR SYSTEM_TIME(s,e)) WITH SYSTEM VERSIONING
  PARTITION BY SYSTEM_TIME INTERVAL 1 MONTH STARTS '2020-01-01 00:00:00' PARTITIONS 3
;;

CREATE TABLE history_parts (id int) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME LIMIT 1000
  (PARTITION h0 HISTORY, PARTITION h1 HISTORY, PARTITION c CURRENT)
;;

CREATE TABLE booking (id int, s date, e date, PERIOD FOR stay(s,e), UNIQUE KEY u (id, stay WITHOUT OVERLAPS),
  PRIMARY KEY (id, stay WITHOUT OVERLAPS))
;;

CREATE TABLE pages (id int PRIMARY KEY) PAGE_COMPRESSED=1 PAGE_COMPRESSION_LEVEL=4 ENCRYPTED=NO
;;

CREATE TABLE crash_safe (id int PRIMARY KEY) ENGINE=Aria TRANSACTIONAL=1 PAGE_CHECKSUM=1 ROW_FORMAT=PAGE
;;

CREATE TABLE part_default (a int) PARTITION BY LIST (a) (PARTITION p VALUES IN (1,2), PARTITION d DEFAULT)
;;

CREATE TABLE plain_json (j json, k longtext) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
;;

create table a4 (id int primary key) comment=''
;;

create table a5 (a varchar(10) collate utf8mb4_unicode_nopad_ci, b varchar(10) character set binary,
  c char(10) binary, d enum('x') character set ucs2 collate ucs2_bin)
;;

create table a6 (t1 timestamp not null default '1970-01-01 00:00:01',
  t2 datetime(6) null default null on update current_timestamp(6), e int default (pi() * 2),
  r double default (rand()), cu varchar(99) default (concat(current_user(), 'x')),
  neg int default (-(5)), c2 int default (case when 1 > 2 then 3 else 4 end))
;;

create table a8 (j json default '{"a": [1, "x"]}', b bool default (true), s set('a','b') default ('a'),
  dd decimal(6,2) default (1/3), chk int check (chk in (1,2,3)), constraint named check (json_value(j,
  '$.a') is not null), x varchar(10) check (x regexp '^a\\.b$' and x <> "a'b\\"))
;;

create table a9 (id bigint unsigned not null auto_increment, tenant int, primary key (id, tenant),
  key (tenant)) partition by list (tenant) (partition pa values in (1) comment='q',
  partition pb values in (-2, 3), partition d default)
;;

create table b1 (id int, s timestamp(6) generated always as row start,
  e timestamp(6) generated always as row end, period for system_time(s,e), primary key (id, e), ds date,
  de date, period for app(ds, de)) with system versioning
;;

create table b2 (id int primary key, x int without system versioning,
  y text with system versioning) with system versioning partition by system_time (partition p0 history,
  partition pn current)
;;

create procedure lots(in a varchar(10) collate utf8mb4_bin, out `select` int,
  inout c enum('x','y')) comment 'a\nb' sql security invoker lbl: begin declare exit handler for sqlexception begin rollback; end; lbl2: loop leave lbl2; end loop; end lbl
