"""What the first words of a statement tell: whether it can share a transaction, and whether it may be repeated.

Where the words do not tell, the answer is the careful one: it cannot, and it may not.
"""

from __future__ import annotations

import re

COMMITTING_DIALECTS = ("mariadb", "mysql")
"""Those in which a statement of DDL commits: a transaction is one only where the file says where it begins and ends."""

# https://dev.mysql.com/doc/refman/8.0/en/implicit-commit.html
COMMITS = re.compile(
    r"(?:/\*M?!\d*\s*)?(?:ALTER|CREATE(?!\s+(?:OR\s+REPLACE\s+)?TEMPORARY\b)|DROP(?!\s+TEMPORARY\b)|RENAME|TRUNCATE|GRANT|REVOKE|"
    r"(?:ANALYZE|CHECK|OPTIMIZE|REPAIR)\s+(?:NO_WRITE_TO_BINLOG\s+|LOCAL\s+)?TABLES?|CACHE\s+INDEX|LOAD\s+INDEX|FLUSH|"
    r"RESET|(?:UN)?INSTALL|(?:UN)?LOCK\s+TABLES?|CHANGE|START|STOP|SET\s+PASSWORD)\b",
    re.IGNORECASE,
)
# What a transaction of its own holds as well as none. PostgreSQL: what calls functions or procedures may end one or
# refuse to run in one, and so do the commands that "cannot be executed inside a transaction block".
# https://www.postgresql.org/docs/current/sql-commands.html, https://www.sqlite.org/lang_vacuum.html
_SHARES = {
    "postgres": re.compile(
        r"(?:COMMENT|COPY|DELETE|GRANT|INSERT|MERGE|REVOKE|TRUNCATE|UPDATE|WITH"
        r"|(?:ALTER|CREATE|DROP)\s+(?!(?:DATABASE|SUBSCRIPTION|SYSTEM|TABLESPACE)\b))\b(?!.*\bCONCURRENTLY\b)",
        re.IGNORECASE | re.DOTALL,
    ),
    "sqlite": re.compile(r"(?!(?:ANALYZE|ATTACH|DETACH|PRAGMA|REINDEX|VACUUM)\b)", re.IGNORECASE),
    **dict.fromkeys(
        COMMITTING_DIALECTS,
        re.compile(r"(?:DELETE|DO|INSERT|REPLACE|SELECT|TABLE|UPDATE|VALUES|WITH)\b", re.IGNORECASE),
    ),
}
# What a session has to be told again when a file is resumed.
# https://www.postgresql.org/docs/current/sql-set.html, https://dev.mysql.com/doc/refman/8.0/en/set-variable.html
_SETS = {
    "postgres": re.compile(
        r"(?:SET(?!\s+(?:LOCAL|TRANSACTION|CONSTRAINTS)\b)|RESET|SELECT\s+(?:pg_catalog\s*\.\s*)?set_config\s*(?=\())(?:\b|(?=\())",
        re.IGNORECASE,
    ),
    "sqlite": re.compile(r"(?:PRAGMA\b[^=(]*[=(]|ATTACH\b|DETACH\b)", re.IGNORECASE),
    **dict.fromkeys(
        COMMITTING_DIALECTS,
        re.compile(
            r"(?:/\*M?!\d*\s*)?(?:SET(?!\s+(?:GLOBAL|PERSIST|PERSIST_ONLY|PASSWORD|DEFAULT\s+ROLE|STATEMENT|TRANSACTION)\b"
            r"|\s+@@(?:GLOBAL|PERSIST))|USE|(?:UN)?LOCK\s+TABLES?)\b",
            re.IGNORECASE,
        ),
    ),
}
_PLAIN = re.compile(r"(?:ALTER|CREATE|DELETE|DROP|INSERT|RENAME|REPLACE|TRUNCATE|UPDATE)\b", re.IGNORECASE)
_PROGRAM = re.compile(r"(?:CALL|DO)\b", re.IGNORECASE)
_UNPROTECTS = re.compile(r"engine|\bLIKE\b|\A(?:CALL|EXECUTE|RENAME|USE|/\*)", re.IGNORECASE)
_LOCK_TABLES = re.compile(r"LOCK\s+TABLES?\s+", re.IGNORECASE)
_LOSES = re.compile(
    r"(?:DROP\s+(?:TABLE|SCHEMA|DATABASE)|TRUNCATE|DELETE|ALTER\s+TABLE\b.*\bDROP\s+(?:COLUMN\b|PARTITION\b|(?!(?:CHECK|CONSTRAINT"
    r"|DEFAULT|EXPRESSION|FOREIGN|IDENTITY|INDEX|KEY|NOT|PRIMARY)\b)[\w`\"]))",
    re.IGNORECASE | re.DOTALL,
)
_LEXING = re.compile(
    r"(?:(?:SET|RESET|SELECT)\b.*\bstandard_conforming_strings\b|(?:RESET|DISCARD)\s+ALL\b)", re.IGNORECASE | re.DOTALL
)
# What a session has that is gone with it.
_TEMPORARY = re.compile(
    r"(?:CREATE\s+(?:OR\s+REPLACE\s+)?(?:(?:GLOBAL|LOCAL)\s+)?TEMP(?:ORARY)?\s|PREPARE\b|DECLARE\b.*\bWITH\s+HOLD\b"
    r"|SELECT\b.*\bINTO\s+(?:@|TEMP(?:ORARY)?\b)|SET\s+@\w.*\(|.*@\w+\s*:=)",
    re.IGNORECASE | re.DOTALL,
)
_NAME = r"(?!(?:CHECK|FOREIGN|IF|ON|PRIMARY|UNIQUE|USING)\b)[`\"\w]"
_ATTRIBUTES = r"(?:(?:DEFINER\s*=\s*\S+|(?!(?:DATABASE|INDEX|OR|TABLE)\b)[A-Z]+)\s+){0,4}?"
_KIND = (
    r"(?:DATABASE|DOMAIN|FUNCTION|INDEX(?:\s+CONCURRENTLY)?+|PROCEDURE|ROLE|SCHEMA|SEQUENCE|SERVER|SUBSCRIPTION|TABLE|TABLESPACE"
    r"|TRIGGER|TYPE|USER|VIEW)"
)
# Run twice it leaves what it leaves when it is run once. What has a call in it may do anything.
_HARMLESS = re.compile(
    r"(?:(?:/\*M?!\d*\s*)?SET\s+(?!STATEMENT\b)[^()]*\Z"
    r"|ANALYZE(?!\s+(?:FORMAT\s*=\s*\S+\s+)?(?:DELETE|INSERT|REPLACE|SELECT|UPDATE|WITH)\b)\b"
    r"|REINDEX\b(?!.*\bCONCURRENTLY\b)"
    r"|(?:ATTACH|CHECK|CHECKPOINT|COMMENT|DETACH|FLUSH|GRANT|LOCK|OPTIMIZE|PRAGMA|REFRESH|RESET|REVOKE|SHOW|UNLOCK|USE|VACUUM)\b"
    r"|CREATE\s+OR\s+REPLACE\b(?!\s+(?:\S+\s+){0,4}?(?:EVENT|TABLE)\b)"
    r"|(?:CREATE\b(?!\s+(?:\S+\s+){0,4}?EVENT\b)|DROP)\s+(?:[A-Z]+\s+){1,4}?IF\s+(?:NOT\s+)?EXISTS\b"
    r"|ALTER\s+TYPE\s+\S+\s+ADD\s+VALUE\s+IF\s+NOT\s+EXISTS\b)",
    re.IGNORECASE | re.DOTALL,
)
# Run twice it fails the second time, and changes nothing then. An event of one moment drops itself, so none is here.
_FAILS_TWICE = re.compile(
    rf"(?:CREATE\s+{_ATTRIBUTES}{_KIND}\s+{_NAME}|DROP\s+(?:EVENT|{_ATTRIBUTES}{_KIND})\s+{_NAME}|ALTER\s+TYPE\s+\S+\s+ADD\s+VALUE\s+'"
    r"|RENAME\s+TABLE\s+[^,]+\Z)",
    re.IGNORECASE,
)
_ALTER_TABLE = re.compile(r"ALTER\s+(?:ONLINE\s+)?TABLE\s+(?:ONLY\s+)?(?:[`\"][^`\"]*[`\"]|\w+|\.)+\s+", re.IGNORECASE)
_HIDES = re.compile(r"--|#|/\*|\\")
_NESTED = re.compile(r"'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|\([^()'\"`]*\)", re.DOTALL)
_SAME = re.compile(
    r"(?:ALGORITHM\b|LOCK\b|MODIFY\b|VALIDATE\b|ENGINE\b|COMMENT\b|(?:DEFAULT\s+)?(?:CHARACTER\s+SET|CHARSET|COLLATE)\b"
    r"|ALTER\s+(?:COLUMN\s+)?\S+\s+(?:SET|DROP)\s+DEFAULT\b)",
    re.IGNORECASE,
)
_ADDS = re.compile(
    rf"ADD\s+(?:(?:COLUMN|CONSTRAINT|(?:UNIQUE\s+|FULLTEXT\s+|SPATIAL\s+)?(?:INDEX|KEY))\s+{_NAME}|PRIMARY\s+KEY\b"
    rf"|(?!(?:CHECK|CONSTRAINT|COLUMN|FOREIGN|FULLTEXT|INDEX|KEY|PARTITION|PERIOD|PRIMARY|SPATIAL|SYSTEM|UNIQUE)\b){_NAME})",
    re.IGNORECASE,
)
_GOES = re.compile(r"(?:DROP\s+|RENAME\s+(?:COLUMN|INDEX|KEY|TO|AS)\b)", re.IGNORECASE)


def shares(sql: str, dialect: str) -> bool:
    """Whether a statement that needs no transaction of a file's can be committed together with the ledger's row."""
    return _SHARES[dialect].match(sql) is not None


def sets(sql: str, dialect: str) -> bool:
    """Whether a statement changes settings of the session, and can do so again in another one."""
    return _SETS[dialect].match(sql) is not None


def keeps_settings(sql: str) -> bool:
    """Whether a statement leaves the settings of the session as they are."""
    return _PLAIN.match(sql) is not None


def commits_in_parts(sql: str) -> bool:
    """Whether a statement outside a transaction may commit more than once, and so have done a part where it fails."""
    return _PROGRAM.match(sql) is not None


def may_unprotect(sql: str) -> bool:
    """Whether a statement can make, or lead to, a table that no transaction protects (MySQL, MariaDB)."""
    return _UNPROTECTS.search(sql) is not None


def with_ledger(sql: str, table: str) -> str:
    """A statement of MySQL's and MariaDB's; one that locks tables locks the ledger too, or it could not be written."""
    match = _LOCK_TABLES.match(sql)
    return f"{match[0]}{table} WRITE, {sql[match.end() :]}" if match else sql


def loses_rows(sql: str) -> bool:
    """Whether a statement takes rows away, with their table or column or by itself."""
    return _LOSES.match(sql) is not None


def changes_lexing(sql: str) -> bool:
    """Whether a statement can change how the server reads what is sent together with it (PostgreSQL)."""
    return _LEXING.match(sql) is not None


def is_lost(sql: str) -> bool:
    """Whether a statement makes something that only its session has, and that no other session gets by itself."""
    return _TEMPORARY.match(sql) is not None


def repeatable(sql: str) -> bool:
    """Whether a statement that may have been completed can be run again: it changes nothing more, or it fails."""
    if alter := _ALTER_TABLE.match(sql):
        return _repeatable_actions(sql[alter.end() :])
    return (_HARMLESS.match(sql) or _FAILS_TWICE.match(sql)) is not None


def _repeatable_actions(text: str) -> bool:
    """The same for the actions of an ALTER TABLE, which are done all or none."""
    if _HIDES.search(text):
        # A comment, or a backslash that is none in some mode, would hide what follows.
        return False
    before = ""
    while text != before:
        before, text = text, _NESTED.sub(lambda match: "x" if match[0][0] in "`\"'" else " ", text)
    actions = [action.strip() for action in text.split(",")]
    added = [_ADDS.match(action) is not None for action in actions]
    if all(adds or _SAME.match(action) for adds, action in zip(added, actions, strict=True)):
        return True
    # What goes could have been put back by another action: then it would go again.
    rest = [action for action in actions if not _SAME.match(action)]
    return len(rest) == 1 and _GOES.match(rest[0]) is not None
