"""A schema that was applied differs from the database in nothing, however it is written."""

from __future__ import annotations

import pytest

from schemac.diagnostics import SchemacError
from schemac.operation import Alter
from schemac_apply import drivers
from tests.mysql.live import apply, declared, dialect_of, difference, execute

STYLES = {
    "types": """
        tables:
          t:
            columns:
              id: {type: INTEGER(11) unsigned, identity: by_default, primary_key: true}
              a: bool?
              b: boolean
              c: "DEC(5)?"
              d: "numeric(10, 2)?"
              e: double precision?
              f: real?
              g: "float(10)?"
              h: "tinyint(4)?"
              i: "bigint(20) UNSIGNED?"
              j: "int(5) unsigned zerofill?"
              k: json?
              l: "ENUM('a', 'b')?"
              m: "set('x','y')?"
              n: character varying(20)?
              o: "char?"
              p: bit?
              q: "datetime(0)?"
              r: "year(4)?"
              s: blob?
              u: geometrycollection?
              v: uuid?
              w: timestamptz?
              x: bytes?
    """,
    "defaults": """
        tables:
          t:
            columns:
              a: {type: int, default: 5}
              b: {type: "decimal(10,2)", default: 1.5}
              c: {type: bool, default: true}
              d: {type: varchar(20), default: "it's \\\\ \\"x\\""}
              e: {type: datetime, default: {sql: now()}}
              f: {type: timestamp(6), default: {sql: current_timestamp(6)}, on_update: now(6)}
              g: {type: varchar(36), default: {sql: UUID()}}
              h: {type: text, default: abc}
              i: {type: json, default: {json: [1, {a: b}]}}
              j: {type: date, default: {sql: "(CURRENT_DATE)"}}
              k: {type: int, default: {sql: 1+2}}
              l: {type: float, default: 1000}
              m: {type: year, default: 70}
              n: {type: "enum('a','b')", default: b}
              o: {type: time, default: "1:2"}
              p: {type: datetime, default: "2030-1-1"}
              q: {type: bit(4), default: {sql: "5"}}
              r: {type: binary(4), default: ab}
              s: {type: varbinary(4), default: {sql: "x'ff00'"}}
              u: {type: bigint unsigned, default: {sql: "18446744073709551615"}}
              v: {type: double, default: {sql: "- 1e3"}}
              w: {type: timestamp, nullable: true, default: {sql: localtimestamp}}
    """,
    "expressions": """
        tables:
          t:
            columns:
              a: int
              b: {type: varchar(20), check: B <> 'it''s'}
              c: {type: int, nullable: true, generated: {sql: "A*2 + if(a>1, 1, 0)", stored: true}}
              d: {type: varchar(50), nullable: true, generated: {sql: "CONCAT(b, 'x''y')", stored: false}}
            checks:
              positive: ((a>0) AND (a < 1000)) OR a is null
              like_it: b like 'a%' or b regexp '^[a-z]+$'
              between_it: a between 1 and 10 and b in ('x','y') and not (a = 3)
            indexes:
              by_c: {columns: [{column: c, order: desc}, {column: b, order: asc}]}
              by_prefix: {columns: [{column: b, length: 20}]}
              by_part: {columns: [{column: b, length: 5}]}
              tree: {columns: [a], method: btree}
              hashed: {columns: [a, b], method: hash}
    """,
    "charsets": """
        tables:
          t:
            charset: latin1
            columns:
              a: varchar(10)
              b: {type: varchar(10), charset: utf8mb4}
              c: {type: varchar(10), collation: LATIN1_SWEDISH_CI}
              d: {type: varchar(10), charset: utf8mb4, collation: utf8mb4_bin}
              e: {type: text, collation: ascii_bin}
              f: {type: "enum('a')", charset: ascii}
          s:
            collation: utf8mb4_unicode_ci
            columns: {a: text}
          u:
            charset: utf8mb4
            columns: {a: {type: text, charset: utf8mb4}}
    """,
    "options": """
        tables:
          t:
            engine: InnoDB
            comment: it's a table
            storage: {row_format: compressed, key_block_size: 8, stats_persistent: 0}
            columns:
              a: {type: int, default: 1, comment: it's a column, invisible: true}
              b: text
            indexes:
              words: {columns: [b], method: fulltext, comment: words}
              unseen: {columns: [a], invisible: true}
          m:
            engine: myisam
            columns: {a: int, b: varchar(10)}
            indexes: {by_b: {columns: [b]}}
          h:
            engine: memory
            columns: {a: int, b: varchar(10)}
            indexes:
              plain: {columns: [a]}
              tree: {columns: [b], method: btree}
    """,
    "partitions": """
        tables:
          r:
            columns: {id: int, d: date}
            partition_by: {range: [{sql: "To_Days( d )"}]}
            partitions:
              old: {to: {sql: "to_days('2020-01-01')"}}
              sums: {to: {sql: 700000 + 100000}}
              rest: {to: {sql: maxvalue}}
          l:
            columns: {id: int, k: varchar(5)}
            partition_by: {list: [k]}
            partitions:
              one: {values: [a, b], comment: first}
              two: {values: [c, null]}
          c:
            columns: {a: int, b: date}
            partition_by: {range_columns: [a, b]}
            partitions:
              one: {to: [1, "2020-01-01"]}
              two: {to: [{sql: MAXVALUE}, {sql: MAXVALUE}]}
          h:
            columns: {id: {type: int, primary_key: true}}
            partition_by: {hash: [{sql: ID}], count: 4}
          one:
            columns: {id: {type: int, primary_key: true}}
            partition_by: {linear_key: [id]}
          s:
            columns: {id: int, d: int}
            partition_by: {range: [d], subpartition_by: {hash: [{sql: id + 1}], count: 2}}
            partitions:
              p0: {to: 10}
              p1: {to: 20}
    """,
    "views": """
        tables:
          t:
            columns: {id: {type: int, primary_key: true}, name: varchar(20)?}
        views:
          plain: {query: "SELECT id, Name FROM t WHERE id>3;"}
          named:
            columns: [one, two]
            query: select t.id, upper(name) from t
          star: {query: "select * from `t` as x"}
          calls: {query: "select count(*) n, max(id)+1 as m, 'it''s' as q, now() as `when it is` from t group by name"}
          on_view: {query: "select one from named n join star s on s.id = n.one order by 1 limit 3"}
          merged: {algorithm: merge, security_invoker: true, check_option: local, query: select id from t where id > 1}
          both: {query: "(select id from t) union all select 1 -- the last one\\n"}
    """,
    "programs": """
        tables:
          t:
            columns: {id: int, n: int}
            triggers:
              first:
                timing: before
                events: [insert]
                body: |
                  -- what comes before it is not kept
                  begin
                    set new.n = new.id; -- this stays
                  end;
              second: {timing: before, events: [insert], body: "SET new.id = 1;"}
              third: {timing: after, events: [update], body: "set @x = 'it''s ; \\"y\\"'"}
        functions:
          twice:
            args:
              a: INTEGER
              s: {type: {mysql: varchar(20) character set latin1, mariadb: varchar(20) character set latin1}}
              j: json
              e: "enum('a', 'b')"
            returns: {type: {mysql: varchar(20) charset utf8mb4, mariadb: varchar(20) charset utf8mb4}}
            volatility: immutable
            data_access: no_sql
            body: |
              begin
                return a * 2;
              end
          text_of: {args: {a: bool}, returns: json, volatility: immutable, body: "return json_object('a', a)"}
        procedures:
          shows: {args: {a: {type: int, mode: out}}, security: invoker, comment: it's, body: select 1 into a;}
        events:
          daily: {every: 1 day, body: delete from t where id = 1;}
          once: {at: "'2036-1-1 0:00'", preserve: true, enabled: disabled, body: "begin delete from t; end"}
          between: {every: "'1:30' hour_minute", starts: "'2036-01-01'", ends: "'2037-01-01 10:00'", body: select 1}
          soon: {at: current_timestamp + interval 3 year, body: select 1}
    """,
    "keys": """
        tables:
          parent:
            columns: {a: int, b: int, c: {type: int, unique: true}}
            primary_key: [a, b]
            uniques:
              pair: {columns: [{column: c, order: desc}, a]}
          child:
            columns:
              id: {type: bigint, identity: by_default, primary_key: true}
              pa: int?
              pb: int?
              c: {type: int, references: {table: parent, columns: [c]}}
              self: {type: bigint, nullable: true, references: {table: child, on_delete: set_null}}
            foreign_keys:
              both:
                columns: [pa, pb]
                references: {table: parent, columns: [a, b], on_delete: restrict, on_update: cascade}
            indexes:
              once: {columns: [pb, pa], unique: true}
    """,
}
MYSQL = {
    "functional keys": """
        tables:
          t:
            columns: {a: varchar(20), j: json, b: int}
            indexes:
              low: {columns: [{sql: LOWER(a)}, {column: b, order: desc}]}
              sum: {columns: [{sql: "b+1", order: desc}], unique: true}
              many: {columns: [{sql: "CAST(j->'$.a' AS UNSIGNED ARRAY)"}]}
            checks:
              loose: {sql: b>1, enforced: false}
    """,
}
MARIADB = {
    "sequences and histories": """
        sequences:
          s: {start: 5, increment: 2, min: 1, max: 1000, cycle: true}
          plain: {}
        tables:
          t:
            versioned: true
            columns:
              id: {type: int, default: {sql: next value for s}}
              i: inet6?
              j: {type: json, check: json_length(j)>2}
              k: {type: longtext, nullable: true, compression: zlib}
              w: {type: int, versioned: false}
          p:
            versioned: true
            columns: {id: int}
            partition_by: {system_time: interval 1 month}
            partitions: {h0: {history: history}, now: {history: current}}
    """,
}


@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_left_to_do_after_apply(url: str, style: str) -> None:
    apply(url, STYLES[style])
    assert difference(url, STYLES[style]) == []


@pytest.mark.parametrize("style", MYSQL)
def test_nothing_is_left_to_do_on_mysql(mysql: str, style: str) -> None:
    apply(mysql, MYSQL[style])
    assert difference(mysql, MYSQL[style]) == []


@pytest.mark.parametrize("style", MARIADB)
def test_nothing_is_left_to_do_on_mariadb(mariadb: str, style: str) -> None:
    apply(mariadb, MARIADB[style])
    assert difference(mariadb, MARIADB[style]) == []


BEFORE = """
    tables:
      t:
        columns: {a: {type: int, default: 1}, b: varchar(10), c: {type: int, nullable: true, generated: {sql: a + 1}}}
        checks: {positive: a > 0}
        partition_by: {range: [a]}
        partitions: {low: {to: 10}, high: {to: 20}}
    views:
      v: {query: select a from t where a > 1}
    procedures:
      p: {body: select 1}
    events:
      e: {every: 1 day, starts: "'2036-01-01'", body: select 1}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("default: 1", "default: 2"),
        ("varchar(10)", "varchar(11)"),
        ("sql: a + 1", "sql: a + 2"),
        ("positive: a > 0", "positive: a >= 0"),
        ("{to: 20}", "{to: {sql: 20 + 1}}"),
        ("where a > 1", "where a > 2"),
        ("body: select 1}\n    events", "body: SELECT 1}\n    events"),
        ("2036-01-01", "2036-01-02"),
        ("1 day", "2 day"),
    ],
)
def test_what_means_something_else_is_a_change(url: str, old: str, new: str) -> None:
    apply(url, BEFORE)
    assert old in BEFORE
    assert len(difference(url, BEFORE.replace(old, new, 1))) == 1


def test_an_expression_that_cannot_be_asked_is_a_change(url: str) -> None:
    apply(url, BEFORE)
    (found,) = difference(url, BEFORE.replace("a > 0", "nothing_like_it > 0"))
    assert isinstance(found, Alter)
    assert found.fields == ("sql",)


def test_a_semicolon_in_an_expression_starts_no_second_statement(url: str) -> None:
    apply(url, BEFORE)
    execute(url, "create table precious (id int)")
    text = BEFORE.replace("select a from t where a > 1", '"select a from t where a > 2; drop table precious"')
    assert difference(url, text)
    execute(url, "insert into precious values (1)")


def test_nothing_of_the_question_stays(url: str) -> None:
    apply(url, BEFORE)
    difference(url, BEFORE.replace("a > 1", "A>1").replace("a > 0", "A>0"))
    with drivers.connect(url) as connection:
        found = {
            name
            for (name,) in connection.query(
                "select table_name from information_schema.tables where table_schema = database()"
            )
        }
    assert found == {"t", "v"}


def test_the_session_is_as_it_was(url: str) -> None:
    apply(url, BEFORE)
    modes = "ANSI_QUOTES,NO_BACKSLASH_ESCAPES"

    chosen = dialect_of(url)
    with drivers.connect(url) as connection:
        connection.execute(f"set session sql_mode = '{modes}', session sql_select_limit = 1")
        from schemac.dialect import Filters  # only here

        live = chosen.introspect(connection, Filters()).database
        chosen.canonical(connection, declared(BEFORE.replace("a > 0", "A>0"), chosen), live)
        assert set(connection.query("select @@sql_mode")[0][0].split(",")) == set(modes.split(","))
        assert connection.query("select @@sql_select_limit, @@sql_quote_show_create") == [(1, 1)]
    assert len(live.objects) == 4


def test_a_definer_and_the_start_of_an_event_are_the_servers_unless_told(url: str) -> None:
    execute(
        url,
        "create table t (a int)",
        "create definer = somebody@nowhere procedure p() select 1",
        "create definer = somebody@nowhere event e on schedule every 1 day do select 1",
        "create definer = somebody@nowhere trigger x before insert on t for each row set new.a = 1",
    )
    text = """
        tables:
          t: {columns: {a: "int?"}, triggers: {x: {timing: before, events: [insert], body: set new.a = 1}}}
        procedures: {p: {body: select 1}}
        events: {e: {every: 1 day, body: select 1}}
    """
    assert difference(url, text) == []
    assert len(difference(url, text.replace("p: {body", "p: {definer: me@here, body"))) == 1


def test_a_definer_who_is_connected_is_no_difference(url: str) -> None:
    text = """
tables:
  t:
    columns: {a: int}
    triggers: {x: {timing: before, events: [insert], definer: root@localhost, body: set new.a = 1}}
views: {v: {query: select a from t, definer: root@localhost}}
procedures: {p: {body: select 1, definer: root@localhost}}
events: {e: {every: 1 day, body: do 1, definer: root@localhost}}
"""
    apply(url, text)
    assert difference(url, text) == []


def test_an_account_that_may_make_no_temporary_tables_is_told(url: str) -> None:
    apply(url, BEFORE)
    with drivers.connect(url) as connection:
        connection.execute("DROP USER IF EXISTS reader@localhost")
        connection.execute("CREATE USER reader@localhost IDENTIFIED BY 'Secret-1234'")
        database = connection.current_schema()
        connection.execute(f"GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON `{database}`.* TO reader@localhost")
    reader = url.replace("root@", "reader:Secret-1234@")
    with pytest.raises(SchemacError) as raised:
        difference(reader, BEFORE.replace("a > 0", "A>0"))
    assert raised.value.diagnostics[0].code == "comparison-failed"
    assert "temporary tables" in str(raised.value.diagnostics[0].help)


@pytest.mark.parametrize("said", ["{charset: utf8mb4}", "{charset: latin1}", "{collation: utf8mb4_bin}"])
def test_the_defaults_of_a_database_are_compared_where_they_are_declared(url: str, said: str) -> None:
    text = f"""
        database: {said}
        tables: {{t: {{columns: {{a: text, b: {{type: text, charset: latin1}}}}}}}}
    """
    apply(url, text)
    assert difference(url, text) == []
    assert difference(url, text.replace(f"database: {said}", "")) == []
    assert len(difference(url, text.replace(said, "{collation: utf8mb4_unicode_ci}"))) == 1


def test_the_case_of_a_name_means_nothing(url: str) -> None:
    apply(url, BEFORE)
    text = BEFORE.replace("sql: a + 1", "sql: A + 1").replace("positive: a > 0", "positive: A>0")
    assert difference(url, text) == []


def test_json_is_json_in_a_database_of_its_collation(url: str) -> None:
    text = """
        database: {collation: utf8mb4_bin}
        tables: {t: {columns: {j: json, k: longtext}}}
        functions: {f: {args: {j: json}, returns: json, volatility: immutable, body: return j}}
    """
    apply(url, text)
    assert difference(url, text) == []
