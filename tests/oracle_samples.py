"""What the tests of the oracle load: schemas, an edit, and pairs of statements that differ or do not."""

from __future__ import annotations

from tests.oracle.edits import EditCase

_MYSQL_SHOP = """
    CREATE TABLE customer (
        id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
        email varchar(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
        `name` varchar(40) NOT NULL DEFAULT 'it''s nobody' COMMENT 'who, AUTO_INCREMENT=3',
        state enum('new', 'it''s gone') NOT NULL DEFAULT 'new',
        born date,
        note text,
        changed timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
        initial varchar(1) GENERATED ALWAYS AS (left(name, 1)) STORED,
        CONSTRAINT adult CHECK (born > '1900-01-01'),
        FULLTEXT KEY notes (note)
    ) AUTO_INCREMENT=100 COMMENT='who buys';
    CREATE TABLE `order` (
        id int NOT NULL, line smallint NOT NULL, customer bigint unsigned, total decimal(10, 2) NOT NULL DEFAULT 0,
        placed datetime, PRIMARY KEY (id, line), KEY open_orders (customer, total DESC),
        FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE CASCADE ON UPDATE SET NULL
    );
    CREATE UNIQUE INDEX by_name ON customer (name(10), email);
    CREATE TABLE archive (id int NOT NULL, year int NOT NULL, PRIMARY KEY (id, year))
        PARTITION BY RANGE (year) (PARTITION old VALUES LESS THAN (2000), PARTITION rest VALUES LESS THAN MAXVALUE);
    CREATE VIEW zero AS SELECT id, total FROM `order` WHERE total = 0 WITH CHECK OPTION;
    CREATE VIEW a_view_of_a_view (who) AS SELECT id FROM zero;
    DELIMITER //
    CREATE FUNCTION double_of(x int) RETURNS int DETERMINISTIC NO SQL COMMENT 'two; times'
    BEGIN
        -- nothing; else
        RETURN x * 2;
    END//
    CREATE PROCEDURE close_order(IN which int, OUT closed int) MODIFIES SQL DATA SQL SECURITY INVOKER
    BEGIN
        UPDATE `order` SET total = double_of(0) WHERE id = which;
        SET closed = row_count();
    END//
    CREATE TRIGGER second_one BEFORE INSERT ON `order` FOR EACH ROW SET NEW.total = NEW.total + 1//
    CREATE TRIGGER first_one BEFORE INSERT ON `order` FOR EACH ROW PRECEDES second_one BEGIN
        SET NEW.total = NEW.total * 2; # before
    END//
    CREATE EVENT cleaning ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01' DO DELETE FROM archive WHERE year < 1990//
    DELIMITER ;
"""
SHOP = {
    "postgres": """
        CREATE SCHEMA shop;
        CREATE TYPE shop.state AS ENUM ('open', 'paid', 'it''s gone');
        CREATE DOMAIN shop.price AS numeric(10, 2) NOT NULL CHECK (VALUE >= 0);
        CREATE TABLE shop.customer (
            id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100) PRIMARY KEY,
            email varchar(200) NOT NULL UNIQUE,
            name text NOT NULL DEFAULT 'nobody',
            born date,
            tags text[] NOT NULL DEFAULT '{}',
            initial text GENERATED ALWAYS AS (left(name, 1)) STORED
        );
        CREATE TABLE shop."Order" (
            id serial PRIMARY KEY,
            customer bigint REFERENCES shop.customer ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            state shop.state NOT NULL DEFAULT 'open',
            total shop.price,
            placed timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT "paid in full" CHECK (state <> 'paid' OR total > 0)
        );
        CREATE INDEX ON shop."Order" (customer, placed DESC NULLS LAST) WHERE state = 'open';
        CREATE INDEX by_name ON shop.customer (lower(name) text_pattern_ops) INCLUDE (born);
        CREATE VIEW shop.open_orders AS
            SELECT o.id, c.email FROM shop."Order" o JOIN shop.customer c ON c.id = o.customer;
        COMMENT ON TABLE shop.customer IS 'who buys';
        COMMENT ON COLUMN shop.customer.born IS 'may be unknown';
        ALTER TABLE shop.customer ADD CONSTRAINT adult CHECK (born < '2010-01-01') NOT VALID;
    """,
    "sqlite": """
        CREATE TABLE customer (
            id integer PRIMARY KEY AUTOINCREMENT, -- never used twice
            email varchar(200) NOT NULL COLLATE NOCASE UNIQUE,
            [name] text NOT NULL DEFAULT 'nobody',
            born date DEFAULT CURRENT_DATE CHECK (born > '1900-01-01'),
            initial text GENERATED ALWAYS AS (substr(name, 1, 1)) STORED
        );
        CREATE TABLE "order" (
            id integer, line integer, customer integer, state text NOT NULL,
            total real NOT NULL DEFAULT (1 + 1),
            PRIMARY KEY (id, line), UNIQUE (customer, state),
            CONSTRAINT paid CHECK (state <> 'paid' OR total > 0), CHECK (line > 0), CHECK (line < total),
            FOREIGN KEY (customer) REFERENCES customer (id)
                ON UPDATE SET NULL ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
        ) WITHOUT ROWID;
        CREATE TABLE exact (x int NOT NULL, y any) STRICT;
        CREATE INDEX open_orders ON "order" (customer, total DESC) WHERE state = 'open';
        CREATE UNIQUE INDEX by_name ON customer (lower(name), email COLLATE BINARY);
        CREATE VIEW totals (who, total) AS SELECT customer, sum(total) FROM "order" GROUP BY customer;
        CREATE TRIGGER closing AFTER UPDATE OF state ON "order" BEGIN
            UPDATE customer SET name = name; -- touched
        END;
    """,
    "mysql": f"{_MYSQL_SHOP} CREATE TABLE exact (x int INVISIBLE, y json, KEY k ((x + 1)), CHECK (x > 1) NOT ENFORCED)"
    " ROW_FORMAT=COMPRESSED;",
    "mariadb": f"{_MYSQL_SHOP} CREATE SEQUENCE s START 5; CREATE TABLE exact (x int DEFAULT nextval(s), y uuid)"
    " WITH SYSTEM VERSIONING;",
}
_MYSQL_EDIT = EditCase(
    name="edit",
    current="""
        CREATE TABLE a (id int PRIMARY KEY, name varchar(20), old text);
        CREATE VIEW names AS SELECT id, name FROM a;
    """,
    desired="""
        CREATE TABLE b (id int PRIMARY KEY);
        CREATE TABLE a (
            id int PRIMARY KEY, name varchar(40) NOT NULL,
            added boolean NOT NULL DEFAULT true, b int, CONSTRAINT a_b FOREIGN KEY (b) REFERENCES b (id)
        );
        CREATE VIEW names AS SELECT id, name, added FROM a;
        CREATE INDEX by_name ON a (name);
    """,
    seed="INSERT INTO a VALUES (1, 'one', 'x'), (2, 'two', 'y');",
    back=True,
)
EDIT = {
    "postgres": EditCase(
        name="edit",
        current="""
            CREATE TABLE a (id int PRIMARY KEY, name varchar(20), old text);
            CREATE VIEW names AS SELECT id, name FROM a;
        """,
        desired="""
            CREATE TABLE b (id int PRIMARY KEY);
            CREATE TABLE a (
                id bigint PRIMARY KEY, name text NOT NULL,
                added boolean NOT NULL DEFAULT true, b int REFERENCES b
            );
            CREATE VIEW names AS SELECT id, name, added FROM a;
            CREATE INDEX ON a (name);
        """,
        seed="INSERT INTO a VALUES (1, 'one', 'x'), (2, 'two', 'y');",
        back=True,
    ),
    "sqlite": EditCase(
        name="edit",
        current="""
            CREATE TABLE a (id integer PRIMARY KEY, name varchar(20), old text);
            CREATE VIEW names AS SELECT id, name FROM a;
        """,
        desired="""
            CREATE TABLE b (id integer PRIMARY KEY);
            CREATE TABLE a (
                id integer PRIMARY KEY, name text NOT NULL,
                added boolean NOT NULL DEFAULT 1, b integer REFERENCES b
            );
            CREATE VIEW names AS SELECT id, name, added FROM a;
            CREATE INDEX by_name ON a (name);
        """,
        seed="INSERT INTO a VALUES (1, 'one', 'x'), (2, 'two', 'y');",
        back=True,
    ),
    "mysql": _MYSQL_EDIT,
    "mariadb": _MYSQL_EDIT,
}

# Each statement may not pass for the one beside it; several indexes are about the same table.
TABLE = "CREATE TABLE a (x int);"
_FUNCTION = "CREATE FUNCTION f(x int) RETURNS int DETERMINISTIC"
_TRIGGER = TABLE + "CREATE TRIGGER {} BEFORE INSERT ON a FOR EACH ROW {} SET @x = 1;"
_AGGREGATE = """
    DELIMITER //
    CREATE AGGREGATE FUNCTION f(x int) RETURNS int BEGIN FETCH GROUP NEXT ROW; RETURN 1; END//
    DELIMITER ;
"""
_MYSQL_DIFFERENT = [
    (TABLE, "CREATE TABLE a (x bigint)"),
    (TABLE, "CREATE TABLE a (x int unsigned)"),
    (TABLE, "CREATE TABLE a (x int NOT NULL)"),
    (TABLE, "CREATE TABLE a (x int DEFAULT 1)"),
    (TABLE, "CREATE TABLE a (x int COMMENT 'x')"),
    (TABLE, "CREATE TABLE a (x int) COMMENT 'x'"),
    (TABLE, "CREATE TABLE a (x int) ENGINE=MyISAM"),
    (TABLE, "CREATE TABLE a (x int) ROW_FORMAT=COMPRESSED"),
    (TABLE, "CREATE TABLE a (x int) DEFAULT CHARSET=latin1"),
    (TABLE, "CREATE TABLE a (x int) PARTITION BY HASH (x) PARTITIONS 2"),
    (TABLE, "CREATE TABLE a (x int INVISIBLE, y int)"),
    (TABLE, "CREATE TABLE a (x int AUTO_INCREMENT PRIMARY KEY)"),
    ("CREATE TABLE a (x int, y int AS (x + 1))", "CREATE TABLE a (x int, y int AS (x + 1) STORED)"),
    ("CREATE TABLE a (x varchar(3))", "CREATE TABLE a (x varchar(3) COLLATE utf8mb4_bin)"),
    ("CREATE TABLE a (x enum('a', 'b'))", "CREATE TABLE a (x enum('b', 'a'))"),
    ("CREATE TABLE a (x timestamp NULL)", "CREATE TABLE a (x timestamp NULL ON UPDATE CURRENT_TIMESTAMP)"),
    ("CREATE TABLE a (x int, CHECK (x > 1))", "CREATE TABLE a (x int, CHECK (x > 2))"),
    ("CREATE TABLE a (x int, y int, KEY k (x, y))", "CREATE TABLE a (x int, y int, KEY k (y, x))"),
    ("CREATE TABLE a (x int, y int, KEY k (x), KEY l (y))", "CREATE TABLE a (x int, y int, KEY l (y), KEY k (x))"),
    ("CREATE TABLE a (x text, KEY k (x(3)))", "CREATE TABLE a (x text, KEY k (x(4)))"),
    ("CREATE TABLE a (x int, KEY k (x))", "CREATE TABLE a (x int, UNIQUE KEY k (x))"),
    ("CREATE TABLE a (x int, KEY k (x))", "CREATE TABLE a (x int, KEY k (x) COMMENT 'x')"),
    ("CREATE VIEW v AS SELECT 1 AS x", "CREATE VIEW v AS SELECT 2 AS x"),
    ("CREATE VIEW v AS SELECT 1 AS x", "CREATE SQL SECURITY INVOKER VIEW v AS SELECT 1 AS x"),
    ("CREATE VIEW v AS SELECT 1 AS x", "CREATE ALGORITHM=TEMPTABLE VIEW v AS SELECT 1 AS x"),
    ("CREATE VIEW v AS SELECT 1 AS x", "SET NAMES latin1; CREATE VIEW v AS SELECT 1 AS x"),
    (f"{_FUNCTION} RETURN x", f"{_FUNCTION} RETURN x + 1"),
    (f"{_FUNCTION} RETURN x", f"{_FUNCTION} RETURN /* as it is */ x"),
    (f"{_FUNCTION} RETURN x", f"{_FUNCTION} NO SQL RETURN x"),
    (f"{_FUNCTION} RETURN x", f"{_FUNCTION} SQL SECURITY INVOKER RETURN x"),
    (f"{_FUNCTION} RETURN x", f"SET sql_mode = 'ANSI_QUOTES'; {_FUNCTION} RETURN x"),
    (f"{_FUNCTION} RETURN x", "CREATE FUNCTION f(x bigint) RETURNS int DETERMINISTIC RETURN x"),
    (f"{_FUNCTION} RETURN x", "CREATE FUNCTION f(x int) RETURNS bigint DETERMINISTIC RETURN x"),
    ("CREATE PROCEDURE p(x int) SELECT 1", "CREATE PROCEDURE p(OUT x int) SELECT 1"),
    (
        _TRIGGER.format("t", "") + _TRIGGER.format("u", "FOLLOWS t").removeprefix(TABLE),
        _TRIGGER.format("t", "") + _TRIGGER.format("u", "PRECEDES t").removeprefix(TABLE),
    ),
    (
        "CREATE EVENT e ON SCHEDULE AT '2035-01-01' DO SELECT 1",
        "CREATE EVENT e ON SCHEDULE AT '2035-01-02' DO SELECT 1",
    ),
    ("SELECT 1", "ALTER DATABASE COLLATE utf8mb4_bin"),
]
DIFFERENT = {
    "postgres": [
        (TABLE, "CREATE TABLE a (x bigint)"),
        (TABLE, "CREATE TABLE a (x int NOT NULL)"),
        ("CREATE TABLE a (x int DEFAULT 1)", "CREATE TABLE a (x int DEFAULT 2)"),
        (TABLE + "CREATE INDEX i ON a (x)", TABLE + "CREATE INDEX i ON a (x DESC)"),
        (TABLE + "COMMENT ON TABLE a IS 'x'", TABLE),
        (TABLE + "GRANT SELECT ON a TO PUBLIC", TABLE),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ -- one\nSELECT 1 $$",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ -- two\nSELECT 1 $$",
        ),
    ],
    "sqlite": [
        (TABLE, "CREATE TABLE a (x integer)"),
        (TABLE, "CREATE TABLE a (x int NOT NULL)"),
        (TABLE, "CREATE TABLE a (x int) STRICT"),
        ("CREATE TABLE a (x DEFAULT 1)", "CREATE TABLE a (x DEFAULT '1')"),
        ("CREATE TABLE a (x, y, PRIMARY KEY (x, y))", "CREATE TABLE a (x, y, PRIMARY KEY (y, x))"),
        ("CREATE TABLE a (x INTEGER PRIMARY KEY)", "CREATE TABLE a (x INTEGER PRIMARY KEY AUTOINCREMENT)"),
        ("CREATE TABLE a (x INTEGER PRIMARY KEY)", "CREATE TABLE a (x INTEGER PRIMARY KEY DESC)"),
        ("CREATE TABLE a (x INT PRIMARY KEY)", "CREATE TABLE a (x INT PRIMARY KEY) WITHOUT ROWID"),
        ("CREATE TABLE a (x, CHECK (x > 1))", "CREATE TABLE a (x, CHECK (x > 2))"),
        ("CREATE TABLE a (x, CHECK (x > 1))", "CREATE TABLE a (x, CONSTRAINT big CHECK (x > 1))"),
        ("CREATE TABLE a (x UNIQUE)", "CREATE TABLE a (x UNIQUE ON CONFLICT REPLACE)"),
        ("CREATE TABLE a (x COLLATE NOCASE)", "CREATE TABLE a (x)"),
        ("CREATE TABLE a (x, y AS (x + 1))", "CREATE TABLE a (x, y AS (x + 1) STORED)"),
        ("CREATE TABLE a (x REFERENCES b)", "CREATE TABLE a (x REFERENCES b ON DELETE SET DEFAULT)"),
        ("CREATE TABLE a (x REFERENCES b)", "CREATE TABLE a (x REFERENCES b DEFERRABLE INITIALLY DEFERRED)"),
        (TABLE + "CREATE INDEX i ON a (x)", TABLE + "CREATE INDEX i ON a (x DESC)"),
        (TABLE + "CREATE INDEX i ON a (x)", TABLE + "CREATE INDEX i ON a (x COLLATE NOCASE)"),
        (TABLE + "CREATE INDEX i ON a (x + 1)", TABLE + "CREATE INDEX i ON a (x + 2)"),
        (TABLE + "CREATE INDEX i ON a (x) WHERE x > 1", TABLE + "CREATE INDEX i ON a (x) WHERE x > 2"),
        ("CREATE VIEW v AS SELECT 1 AS x", "CREATE VIEW v AS SELECT 2 AS x"),
        ("CREATE VIEW v (x) AS SELECT 1", "CREATE VIEW v (y) AS SELECT 1"),
    ],
    "mysql": [
        *_MYSQL_DIFFERENT,
        ("CREATE TABLE a (x int, KEY k ((x + 1)))", "CREATE TABLE a (x int, KEY k ((x + 2)))"),
        ("CREATE TABLE a (x int, KEY k (x))", "CREATE TABLE a (x int, KEY k (x) INVISIBLE)"),
        ("CREATE TABLE a (x int, KEY k (x))", "CREATE TABLE a (x int, KEY k (x DESC))"),
        ("CREATE TABLE a (x int, CHECK (x > 1))", "CREATE TABLE a (x int, CHECK (x > 1) NOT ENFORCED)"),
        ("CREATE TABLE a (x point)", "CREATE TABLE a (x point SRID 4326)"),
    ],
    "mariadb": [
        *_MYSQL_DIFFERENT,
        (TABLE, TABLE.replace(";", " WITH SYSTEM VERSIONING")),
        ("CREATE SEQUENCE s", "CREATE SEQUENCE s INCREMENT 2"),
        ("CREATE TABLE a (x int, KEY k (x))", "CREATE TABLE a (x int, KEY k (x) IGNORED)"),
        ("CREATE FUNCTION f(x int) RETURNS int RETURN 1", _AGGREGATE),
    ],
}
# What may be written in either way.
_MYSQL_SAME = [
    (TABLE, "create table if not exists `a` (\n X integer NULL DEFAULT NULL -- a comment\n)".replace("X", "x")),
    (
        "CREATE TABLE a (x int AUTO_INCREMENT PRIMARY KEY)",
        "CREATE TABLE a (x int AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT=9",
    ),
    ("CREATE TABLE a (x boolean)", "CREATE TABLE a (x tinyint(1))"),
    ("CREATE TABLE a (x int, KEY (x))", "CREATE TABLE a (x int); CREATE INDEX x ON a (x)"),
    ("CREATE VIEW v AS SELECT 1 AS x", "create or replace view `v` as select 1 `x` -- a comment"),
    (_TRIGGER.format("t", ""), _TRIGGER.format("`t`", "").replace("CREATE", "create", 1).replace("BEFORE", "before")),
    (f"{_FUNCTION} RETURN x", "create function `f`(\n x INTEGER) returns INTEGER deterministic RETURN x"),
]
SAME = {
    "postgres": [(TABLE, "create table public.a (\n x int4) -- a comment")],
    "sqlite": [
        (TABLE, "create table if not exists [a] (`x` int /* none */) -- none"),
        ("CREATE TABLE a (x UNIQUE)", 'CREATE TABLE a (x, UNIQUE ("x"))'),
        (
            "CREATE TABLE a (x INT PRIMARY KEY)",
            "CREATE TABLE a (x INT, CONSTRAINT a_pkey PRIMARY KEY (x ASC))",
        ),
        ("CREATE TABLE a (x DEFAULT 'y')", 'CREATE TABLE a (x DEFAULT "y")'),
        ("CREATE TABLE a (x DEFAULT NULL)", "CREATE TABLE a (x)"),
        ("CREATE TABLE a (x CHECK (x > 1))", "CREATE TABLE a (x, CHECK(x>1 /* more */))"),
        (
            "CREATE TABLE b (y INT PRIMARY KEY, x REFERENCES b)",
            "CREATE TABLE b (y INT PRIMARY KEY, x, FOREIGN KEY (x) REFERENCES B (Y) ON DELETE NO ACTION)",
        ),
        (TABLE + "CREATE INDEX i ON a (x)", TABLE + 'CREATE INDEX main.i ON "a" ([X] ASC)'),
        ("CREATE VIEW v (x) AS SELECT 1", 'create view "v" ("x") as SELECT 1'),
    ],
    "mysql": _MYSQL_SAME,
    "mariadb": [
        *_MYSQL_SAME,
        (
            "CREATE SEQUENCE s; CREATE TABLE a (x int DEFAULT nextval(s))",
            "CREATE SEQUENCE s; CREATE TABLE a (x int DEFAULT (next value for s))",
        ),
    ],
}
