"""Where statements of MySQL and MariaDB end; the servers themselves say whether the parts are statements."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemac_apply import migrate
from schemac_apply.drivers import Connection, connect
from schemac_apply.errors import DatabaseError, ScriptError
from schemac_apply.sql.split import split

from .conftest import MYSQLS, Project


def statements(text: str, dialect: str = "mysql") -> list[str]:
    return [piece.sql for piece in split(text, dialect=dialect)]


@pytest.mark.parametrize("dialect", MYSQLS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" ;; -- nothing\n# at\n/* all */;--\n--", []),
        ("SELECT 1;SELECT 2 ;", ["SELECT 1", "SELECT 2"]),
        ("\ufeffSELECT 1;", ["SELECT 1"]),
        (r"SELECT 'a\';b', 'c''d;', '\\';SELECT 2", [r"SELECT 'a\';b', 'c''d;', '\\'", "SELECT 2"]),
        (r'SELECT "a\";b", "c"";", "\\";SELECT 2', [r'SELECT "a\";b", "c"";", "\\"', "SELECT 2"]),
        (r"SELECT `a\`, `b``;`;SELECT 2", [r"SELECT `a\`, `b``;`", "SELECT 2"]),
        ("SELECT 1 # ; a\n, 2 -- ; b\n--\t;\n, 3;SELECT 2", ["SELECT 1 # ; a\n, 2 -- ; b\n--\t;\n, 3", "SELECT 2"]),
        ("SELECT 3--1;SELECT 2", ["SELECT 3--1", "SELECT 2"]),
        ("SELECT 2*/* ; */3;SELECT 2", ["SELECT 2*/* ; */3", "SELECT 2"]),
        ("/* /* ; */SELECT 1;", ["SELECT 1"]),
        ("/*!40101 SET @a = 'x;', @b = 1; */;SELECT 2", ["/*!40101 SET @a = 'x;', @b = 1; */", "SELECT 2"]),
        ("SELECT /*+ MAX_EXECUTION_TIME(9); */ 1;", ["SELECT /*+ MAX_EXECUTION_TIME(9); */ 1"]),
        ("SELECT /*! 1 /* ; ' */, ';' */ ;SELECT 2", ["SELECT /*! 1 /* ; ' */, ';' */", "SELECT 2"]),
        ("/*!999999\\- it's a note */ SELECT 1;", ["SELECT 1"]),
        ("BEGIN;SELECT 1;COMMIT;", ["BEGIN", "SELECT 1", "COMMIT"]),
        ("XA BEGIN 'a';XA END 'a'", ["XA BEGIN 'a'", "XA END 'a'"]),
        ("CREATE TABLE trigger_log (a int);SELECT 2", ["CREATE TABLE trigger_log (a int)", "SELECT 2"]),
        ("DELIMITER //\nSELECT 1//\nSELECT 2; SELECT '//'\n//\ndelimiter ;\nSELECT 4;",
         ["SELECT 1", "SELECT 2", "SELECT '//'", "SELECT 4"]),
        ("DELIMITER $$ \nCREATE PROCEDURE p() BEGIN any; thing IF; END; -- x\n$$\nDELIMITER ';'\nSELECT 4;",
         ["CREATE PROCEDURE p() BEGIN any; thing IF; END", "SELECT 4"]),
        ("DELIMITER go\nSELECT 1 go\nDELIMITER ;", ["SELECT 1"]),
        ("DELIMITER go\ngo\nSELECT 1 AS GO go\ngo\ngo", ["SELECT 1 AS GO"]),
        ("SELECT 1 AS delimiter\n, 2;", ["SELECT 1 AS delimiter\n, 2"]),
        ("DELIMITER `//`\nSELECT ';'//", ["SELECT ';'"]),
        ("/*!999999 a /* b */ it's */ SELECT 1;", ["SELECT 1"]),
        ("SELECT \u00a0`a;b`;SELECT 2", ["SELECT \u00a0`a;b`", "SELECT 2"]),
    ],
)  # fmt: skip
def test_both_dialects(dialect: str, text: str, expected: list[str]):
    assert statements(text, dialect) == expected


def test_comments_that_only_one_server_executes():
    text = "/*M! SET @a = ';' */;SELECT 1;"
    assert statements(text, "mysql") == ["SELECT 1"]
    assert statements(text, "mariadb") == ["/*M! SET @a = ';' */", "SELECT 1"]


def test_text_in_dollar_quotes_is_that_of_mysql_alone():
    library = "CREATE LIBRARY l LANGUAGE JAVASCRIPT AS $$ it's; 'a' $$"
    function = "CREATE FUNCTION f(a int) RETURNS int LANGUAGE JAVASCRIPT AS /* ; */ $b$return '$$;'$b$"
    assert statements(f"{library};{function};SELECT 2") == [library, function, "SELECT 2"]
    names = ["SELECT 1 AS $$", "CREATE PROCEDURE p() SELECT 1 AS $$", "SELECT 2 AS $$"]
    assert statements(";".join(names), "mariadb") == names


def test_statement_with_settings_of_its_own():
    block = "SET STATEMENT max_statement_time=(1), lock_wait_timeout=2 FOR BEGIN NOT ATOMIC SELECT 1; SELECT 2; END"
    plain = "SET STATEMENT sql_mode='NO_BACKSLASH_ESCAPES' FOR SELECT 1"
    expected = [block, plain, r"SELECT '\';'", "SET STATEMENT a", "SET STATEMENT b FOR", block, "SET STATEMENT c"]
    assert statements(";".join(expected), "mariadb") == expected


# A backslash escapes or not, and "…" is a text, in which it may, or a name.
ESCAPES, PLAIN = r"SELECT '\';', 1", r"SELECT '\', 1"
TEXT, NAME = r'SELECT "\";", 1', r'SELECT "\", 1'
SETS = [
    ("SET sql_mode='NO_BACKSLASH_ESCAPES'", PLAIN, NAME),
    ("set session sql_mode := 'strict_trans_tables,no_backslash_escapes'", PLAIN, NAME),
    ("SET @@sql_mode = 1048576", PLAIN, NAME),
    ("SET @@LOCAL.`sql_mode`=concat(@@sql_mode, ',NO_BACKSLASH_ESCAPES')", PLAIN, NAME),
    ("/*!40101 SET @old=@@SQL_MODE, SQL_MODE='NO_BACKSLASH_ESCAPES' */", PLAIN, NAME),
    ("/*! SET NAMES utf8mb4, /* ; */ sql_mode=NO_BACKSLASH_ESCAPES */", PLAIN, NAME),
    ("SET GLOBAL max_connections = 9, SESSION sql_mode='NO_BACKSLASH_ESCAPES'", PLAIN, NAME),
    ("SET GLOBAL max_connections = 9, @@sql_mode='NO_BACKSLASH_ESCAPES'", PLAIN, NAME),
    ("SET @m = 'NO_BACKSLASH_ESCAPES', sql_mode = @m", PLAIN, NAME),
    ("SET sql_mode='ANSI_QUOTES'", ESCAPES, NAME),
    ("SET sql_mode=ANSI", ESCAPES, NAME),
    ("SET sql_mode=4", ESCAPES, NAME),
    ("SET sql_mode='ANSI,NO_BACKSLASH_ESCAPES'", PLAIN, NAME),
    ("SET sql_mode='TRADITIONAL'", ESCAPES, TEXT),
    ("SET sql_mode=DEFAULT", ESCAPES, TEXT),
    ("SET sql_mode=" + "9" * 5000, ESCAPES, TEXT),
    ("SET sql_mode=(SELECT REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', ''))", ESCAPES, TEXT),
    ("SET GLOBAL sql_mode='NO_BACKSLASH_ESCAPES'", ESCAPES, TEXT),
    ("SET GLOBAL max_connections = 9, sql_mode='ANSI_QUOTES'", ESCAPES, TEXT),
    ("SET @@global.sql_mode='ANSI_QUOTES', @@persist.sql_mode='NO_BACKSLASH_ESCAPES'", ESCAPES, TEXT),
    ("SET @sql_mode = 'NO_BACKSLASH_ESCAPES', @`sql_mode` = ANSI_QUOTES", ESCAPES, TEXT),
    ("SELECT 'SET sql_mode=ANSI_QUOTES'", ESCAPES, TEXT),
    ("CREATE PROCEDURE p() SET sql_mode='NO_BACKSLASH_ESCAPES'", ESCAPES, TEXT),
]


@pytest.mark.parametrize("dialect", MYSQLS)
@pytest.mark.parametrize(("sql", "single", "double"), SETS)
def test_sql_mode_says_what_a_backslash_is(dialect: str, sql: str, single: str, double: str):
    before = [ESCAPES, TEXT, sql, single, double]
    behind = [
        "SET @a = @@sql_mode",
        "SET sql_mode = ''",
        ESCAPES,
        TEXT,
        "SET sql_mode = @a",
        single,
        double,
        "SELECT 2",
    ]
    assert statements(";".join(before + behind), dialect) == before + behind


def test_oracle_needs_a_delimiter():
    mode, block = "SET sql_mode=ORACLE", "CREATE PROCEDURE p AS a int := 1; BEGIN SELECT a; END"
    package = "CREATE OR REPLACE PACKAGE BODY b AS PROCEDURE p AS BEGIN NULL; END; END"
    text = f"{mode};\nDELIMITER //\n{block};\n//\n{package};\n//\nBEGIN SELECT 1; END;\n//\nDELIMITER ;\nSELECT 2;"
    assert statements(text, "mariadb") == [mode, block, package, "BEGIN SELECT 1; END", "SELECT 2"]
    for sql in (f"{mode};\n{block};", f"\n{package};", f"{mode};\nDECLARE a int; BEGIN NULL; END;"):
        with pytest.raises(ScriptError, match=r"where a .* ends cannot be told") as caught:
            statements(sql, "mariadb")
        assert caught.value.line == 2


# Each is a statement of both servers.
PROGRAMS = [
    "CREATE TABLE t (a int, b varchar(10))",
    "CREATE PROCEDURE p1() SELECT 1",
    "CREATE PROCEDURE p2() SELECT 1 AS begin",
    "CREATE PROCEDURE p3() BEGIN END",
    "create definer=`root`@`localhost` procedure if not exists p4(begin int, end int) comment 'BEGIN;' reads sql data "
    "block1: BEGIN DECLARE handler int; DECLARE c CURSOR FOR SELECT a end FROM t; "
    "DECLARE EXIT HANDLER FOR SQLSTATE VALUE '42000', NOT FOUND, 1062 BEGIN SELECT ';'; END; "
    "DECLARE CONTINUE HANDLER FOR SQLEXCEPTION IF begin THEN SELECT 1; END IF; "
    "IF begin THEN SELECT end; ELSEIF CASE WHEN end THEN 1 ELSE end END THEN BEGIN END; "
    "ELSE SELECT IF(1, 2, 3), REPEAT('a;', 3), CASE end WHEN 1 THEN 2 END; END IF; "
    "l2: LOOP LEAVE l2; END LOOP l2; WHILE end > 1 DO SET end = end - 1; END WHILE; "
    "REPEAT SET end = 1; UNTIL end END REPEAT; "
    "CASE begin WHEN 1 THEN SELECT 1; ELSE BEGIN END; END CASE; "
    "CASE WHEN CASE end WHEN 1 THEN 2 END = 2 THEN SELECT 1; WHEN 3 THEN l3: BEGIN END l3; ELSE SELECT 2; END CASE; "
    "START TRANSACTION; COMMIT; END",
    "CREATE PROCEDURE p5() BEGIN IF EXISTS (SELECT 1) THEN DROP TABLE IF EXISTS nowhere; END IF; END",
    "CREATE PROCEDURE p6() label1: LOOP LEAVE label1; END LOOP",
    "CREATE PROCEDURE p7() /* ; */ IF 1 THEN SELECT 1; # END\nEND IF",
    "CREATE FUNCTION f1(a int) RETURNS set('a','b') CHARACTER SET utf8mb4 DETERMINISTIC "
    "RETURN IF(a, 'a', CASE a WHEN 1 THEN 'b' END)",
    "CREATE FUNCTION f2() RETURNS varchar(9) CHARSET utf8mb4 COLLATE utf8mb4_bin NOT DETERMINISTIC NO SQL "
    "BEGIN RETURN ';'; END",
    "CREATE TRIGGER IF NOT EXISTS tr1 BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; "
    "SET NEW.b = CASE WHEN 1 THEN 'x;' END; END",
    "CREATE TRIGGER tr2 BEFORE INSERT ON t FOR EACH ROW FOLLOWS tr1 BEGIN SET NEW.a = 1; END",
    "CREATE TRIGGER tr3 AFTER DELETE ON t FOR EACH ROW SET @a = 1",
    "/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER tr4 AFTER INSERT ON t FOR EACH ROW "
    "BEGIN SET @a = 1; SET @b = 2; END */",
    "CREATE DEFINER = CURRENT_USER() EVENT e ON SCHEDULE EVERY 1 DAY COMMENT ';' DO BEGIN SELECT 1; SELECT 2; END",
    "ALTER EVENT e DO BEGIN SELECT 1; IF 1 THEN SELECT 2; END IF; END",
    "ALTER EVENT e RENAME TO e2",
    "ALTER PROCEDURE p1 COMMENT ';'",
]
PROGRAMS_OF_MARIADB = [
    "BEGIN NOT ATOMIC SELECT 1; IF 1 THEN SELECT 2; END IF; END",
    "IF 1 THEN SELECT 1; END IF",
    "FOR i IN 1..3 DO SET @a = i; END FOR",
    "WHILE 0 DO SELECT 1; END WHILE",
    "CREATE OR REPLACE PROCEDURE p8() BEGIN FOR i IN REVERSE 1..2 DO SET @a = i; END FOR; "
    "FOR r IN (SELECT 1 a) DO SET @a = r.a; END FOR; END",
    "CREATE OR REPLACE AGGREGATE FUNCTION f3(x int) RETURNS int BEGIN DECLARE s int DEFAULT 0; "
    "DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN s; LOOP FETCH GROUP NEXT ROW; SET s = s + x; END LOOP; END",
]


@pytest.fixture(params=MYSQLS)
def connection(request: pytest.FixtureRequest, fresh: Callable[[str], str]):
    with connect(fresh(request.param)) as connection:
        yield connection


@pytest.mark.parametrize("between", [";", " ;\n", ";;-- x\n"])
def test_stored_programs_are_one_statement(connection: Connection, between: str):
    expected = PROGRAMS + PROGRAMS_OF_MARIADB * (connection.dialect == "mariadb")
    found = statements(between.join(expected), connection.dialect)
    assert found == expected
    connection.execute_all(found)


NAMES = st.sampled_from(["a", "`b;`", "begin", "end", "do", "loop_", "@x", "'s;'", '"t\\";"', "1", "NULL"])
EXPRESSIONS = st.recursive(
    NAMES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" + ", " = ", " and ", " IN (1, "]), inner).map(
            lambda three: "".join(three) + ")" * ("(" in three[1])
        ),
        st.tuples(inner, inner, inner).map(lambda three: "CASE WHEN {} THEN {} ELSE {} END".format(*three)),
        st.tuples(inner, inner, inner).map(lambda three: "CASE {} WHEN {} THEN {} END".format(*three)),
        st.tuples(inner, inner, inner).map(lambda three: "IF({}, {}, {})".format(*three)),
        st.tuples(inner, inner).map(lambda two: "REPEAT({}, {})".format(*two)),
        inner.map(lambda one: f"(SELECT {one} end)"),
    ),
    max_leaves=6,
)
GAPS = st.sampled_from([" ", "\n", " /* ; END */ ", " -- ; BEGIN\n", " # ; '\n", " /*! */ "])


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(inner, min_size=1, max_size=3).map("".join)
    parts = st.tuples(EXPRESSIONS, some, GAPS, some, EXPRESSIONS)
    return st.one_of(
        parts.map(lambda p: f"IF {p[0]} THEN{p[2]}{p[1]}ELSEIF {p[4]} THEN {p[3]}END{p[2]}IF;"),
        parts.map(lambda p: f"IF {p[0]} THEN {p[1]}ELSE{p[2]}{p[3]}END IF;"),
        parts.map(lambda p: f"CASE {p[0]} WHEN {p[4]} THEN{p[2]}{p[1]}ELSE {p[3]}END CASE;"),
        parts.map(lambda p: f"CASE WHEN {p[0]} THEN {p[1]}WHEN {p[4]} THEN{p[2]}{p[3]}END{p[2]}CASE;"),
        parts.map(lambda p: f"WHILE {p[0]} DO{p[2]}{p[1]}END WHILE;"),
        parts.map(lambda p: f"REPEAT{p[2]}{p[1]}UNTIL {p[0]} END REPEAT;"),
        parts.map(lambda p: f"here:{p[2]}LOOP {p[1]}LEAVE here; END LOOP here;"),
        parts.map(lambda p: f"BEGIN{p[2]}DECLARE EXIT HANDLER FOR NOT FOUND {p[1]}{p[3]}END;"),
        parts.map(lambda p: f"BEGIN DECLARE CONTINUE HANDLER FOR 1062, SQLSTATE '42000'{p[2]}BEGIN {p[1]}END; END;"),
    )


BODIES = st.recursive(EXPRESSIONS.map(lambda value: f"SELECT {value};"), _blocks, max_leaves=6)


@pytest.mark.parametrize("dialect", MYSQLS)
def test_bodies_that_the_servers_accept_are_one_statement(dialect: str, fresh: Callable[[str], str]):
    accepted = 0
    with connect(fresh(dialect)) as connection:

        @settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
        @given(st.lists(BODIES, max_size=3).map("".join), GAPS)
        def check(body: str, gap: str) -> None:
            nonlocal accepted
            program = f"CREATE PROCEDURE p(a int, begin int, end int, do int, loop_ int){gap}BEGIN {body}END"
            try:
                connection.execute(program)
            except DatabaseError:
                # Not every generated text is a program: a label twice, for example.
                return
            accepted += 1
            connection.execute("DROP PROCEDURE p")
            assert statements(f"{program};SELECT 2;", dialect) == [program, "SELECT 2"]

        check()
    assert accepted > 75


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("SELECT 1;\nSELECT 'a\\';", 2, "quoted by ' never ends"),
        ("SELECT\n`a;", 2, "quoted by ` never ends"),
        ("SELECT 1;\n\n/* a", 3, "comment never ends"),
        ("SELECT 1;\n/*! SET @a = 1", 2, "comment never ends"),
        ("SELECT 1;\nsource other.sql\n", 2, "source is a command of the client"),
        ("\\. other.sql\n", 1, r"\\\. is a command of the client"),
        ("SELECT 1;\nDELIMITER\n", 2, "DELIMITER is a command of the client"),
        ("SELECT 1;\nDELIMITER  \t\nSELECT 2", 2, "DELIMITER is a command of the client"),
        ("SELECT 1;\n-- schemac:allow x\nDELIMITER //\nSELECT 1//", 2, "this directive belongs to nothing"),
        ("# a\n-- schemac:allow x\n\nSELECT 1;", 2, "this directive belongs to nothing"),
        ("SELECT\n1\\G\n", 2, r"\\G is a command of the client"),
        (
            "LOAD /* ; */ XML CONCURRENT # ;\n LOCAL INFILE 'x' INTO TABLE t",
            1,
            "LOAD XML LOCAL reads a file of the client",
        ),
        ("SELECT 1;\nLOAD DATA\nLOCAL INFILE 'x' INTO TABLE t", 2, "LOAD DATA LOCAL reads a file of the client"),
    ],
)
def test_what_cannot_be_run_is_refused_with_its_line(text: str, line: int, message: str):
    with pytest.raises(ScriptError, match=message) as caught:
        statements(text)
    assert caught.value.line == line


def test_lines_and_directives_across_delimiters():
    text = (
        "-- schemac:lock-timeout 5s\nSELECT 1;\nDELIMITER //\n-- schemac:allow x\nSELECT\n2//\n"
        "DELIMITER ;\n# -- schemac:allow y\nSELECT 3;"
    )
    assert [(piece.line, dict(piece.directives)) for piece in split(text, dialect="mysql")] == [
        (2, {"lock-timeout": "5s"}),
        (5, {"allow": "x"}),
        (9, {}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO a VALUES ('it\\'s', 1);\n" * 20_000,
        "SELECT '" + "\\'''" * 200_000 + "';",
        "SELECT `" + "``" * 300_000 + "`;",
        "/*! SET @a = 1 */;\n" * 20_000,
        "CREATE PROCEDURE p() BEGIN " + "SELECT CASE 1 WHEN 2 THEN 3 END; " * 20_000 + "END;",
        "CREATE TABLE a (b int);\n" * 20_000,
        "# comment\n" * 50_000,
        "CREATE " + "/* */" * 50_000 + "TABLE a (b int);",
        "DELIMITER //\nSELECT 1//\nDELIMITER ;\nSELECT 2;\n" * 5_000,
        "SET sql_mode = 'ANSI', @a = @@sql_mode;\n" * 10_000,
        "SET STATEMENT a = 1;\n" * 10_000 + "SET STATEMENT a = 1 FOR " * 10_000,
        "SELECT " + "'a' /*! + */ " * 20_000 + "1;",
    ],
    ids=[
        *["statements", "escapes", "quotes", "executable", "body", "create", "comments", "gap", "delimiters"],
        *["modes", "statement-modes", "parts"],
    ],
)
def test_time_is_linear(text: str):
    start = time.process_time()
    list(split(text, dialect="mariadb"))
    # Half a megabyte takes some tenths of a second; anything quadratic takes minutes.
    assert time.process_time() - start < 5


# As mysqldump --triggers --routines writes it.
DUMP = r"""-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
--
-- Host: localhost    Database: shop
-- ------------------------------------------------------
-- Server version 8.0.36

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!50503 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;

--
-- Table structure for table `odd;name`
--

DROP TABLE IF EXISTS `odd;name`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!50503 SET character_set_client = utf8mb4 */;
CREATE TABLE `odd;name` (
  `x` int NOT NULL AUTO_INCREMENT,
  `y` varchar(20) DEFAULT 'it''s;',
  `z` date DEFAULT '0000-00-00',
  PRIMARY KEY (`x`),
  KEY `w` (`y`),
  CONSTRAINT `too_late` FOREIGN KEY (`y`) REFERENCES `zlate` (`x`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4 COMMENT='a; \'b\'';
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `odd;name` WRITE;
/*!40000 ALTER TABLE `odd;name` DISABLE KEYS */;
INSERT INTO `odd;name` VALUES (0,'it\'s; \\ \"é\"','0000-00-00'),(2,'b',NULL);
/*!40000 ALTER TABLE `odd;name` ENABLE KEYS */;
UNLOCK TABLES;
/*!50003 SET @saved_cs_client      = @@character_set_client */ ;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION' */ ;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `odd;name`
  FOR EACH ROW BEGIN
  IF NEW.y IS NULL THEN SET NEW.y = 'made; up'; END IF;
END */;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;

CREATE TABLE `zlate` (`x` varchar(20) NOT NULL, PRIMARY KEY (`x`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `zlate` WRITE;
INSERT INTO `zlate` VALUES ('b'),('made; up');
UNLOCK TABLES;

DELIMITER ;;
CREATE DEFINER=`root`@`localhost` PROCEDURE `p`()
BEGIN
  INSERT INTO `odd;name` (y) VALUES (NULL);
  SELECT ';;';
END ;;
DELIMITER ;
/*!50001 DROP VIEW IF EXISTS `v`*/;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `v` AS select `odd;name`.`x` AS `x` from `odd;name` */;
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

-- Dump completed on 2026-11-23 12:00:00
"""


def test_dump_of_a_database_is_run(mysql_project: Project):
    project = mysql_project
    project.write("0001_dump", DUMP)
    project.write("0002_call", "CALL p();\n")
    migrate(project.url, project.folder)
    assert project.rows("SELECT x, y FROM `odd;name` ORDER BY x") == [
        (0, 'it\'s; \\ "é"'),
        (2, "b"),
        (3, "made; up"),
    ]
    assert project.rows("SELECT count(*) FROM v") == [(3,)]
