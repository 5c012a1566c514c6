-- What only MySQL can be told.

CREATE TABLE only_mysql (id int, g int AS (id+1) STORED NOT NULL, j json, i int INVISIBLE DEFAULT 5, u varchar(36) DEFAULT (uuid()),
  tx text DEFAULT ('a''b'), geo point SRID 4326 NOT NULL, jd json DEFAULT (json_array(1,'a')), d date DEFAULT (curdate()),
  v vector(3), gc geometrycollection, KEY ((id+1)), KEY m ((cast(j->'$.a' as unsigned array))), KEY unseen (id) INVISIBLE,
  KEY k ((lower(u)) DESC, id), UNIQUE KEY uk ((id * 2)), SPATIAL KEY (geo), FULLTEXT KEY ng (tx) WITH PARSER ngram,
  CONSTRAINT loose CHECK (id > 3) NOT ENFORCED, CHECK (json_valid(j))) ENCRYPTION='N' COMPRESSION='zlib' STATS_SAMPLE_PAGES=5
;;

CREATE TABLE explicit (a varchar(9) CHARACTER SET latin1, b varchar(9) COLLATE latin1_bin) CHARACTER SET latin1
;;

create table a4 (id int primary key) encryption='N' comment=''
;;

create table a5 (a varchar(10) collate utf8mb4_0900_as_cs, b varchar(10) character set binary,
  c char(10) binary, d enum('x') character set ucs2 collate ucs2_bin)
;;

create table a6 (t1 timestamp not null default '1970-01-01 00:00:01',
  t2 datetime(6) null default null on update current_timestamp(6), e int default (pi() * 2),
  r double default (rand()))
;;

create table a7 (g geometry not null srid 0, p polygon srid 3857, primary key (id),
  id int auto_increment, spatial index sp (g) comment 'x')
;;

create table a8 (j json default (cast('{"a": [1, "x"]}' as json)), k json default ('{}'),
  b bool default (true), s set('a','b') default ('a'), dd decimal(6,2) default (1/3),
  chk int check (chk in (1,2,3)), constraint named check (j->>'$.a' is not null))
;;

create table a9 (id bigint unsigned not null auto_increment, tenant int, primary key (id, tenant),
  key (tenant)) partition by list (tenant) (partition pa values in (1,null) comment='q',
  partition pb values in (-2, 3))
;;


  create view w2 as select row_number() over (partition by id order by id desc rows between unbounded preceding and current row) rn,
  count(*) over w from c2 window w as (order by id)
;;

create view w5 as table c2
;;

create view w6 as values row(1,2), row(3,4)
