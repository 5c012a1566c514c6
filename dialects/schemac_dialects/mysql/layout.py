"""How columns, keys, options and the like are written in DDL: the filters of the templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from schemac import ir, sqltext
from schemac.ir import TopLevel
from schemac_dialects.mysql import types
from schemac_dialects.mysql.flavour import Flavour

_PLAIN_DEFAULT = re.compile(
    r"(?:'(?:[^'\\]|''|\\.)*'|[bx]'[0-9a-f]*'|0x[0-9a-f]+|[+-]?\s*\d+(?:\.\d*)?(?:e[+-]?\d+)?|[+-]?\.\d+|true|false|null)\Z",
    re.IGNORECASE | re.DOTALL,
)
_NOW = re.compile(r"current_timestamp(?:\s*\(\s*\d*\s*\))?\Z", re.IGNORECASE)
_ROW_TIMES = ("ROW START", "ROW END")
_QUOTED_OPTIONS = frozenset(
    """
    compression encryption connection password engine_attribute secondary_engine_attribute
    data_directory index_directory
    """.split()
)
"""Options whose value is a string constant (https://dev.mysql.com/doc/refman/en/create-table.html)."""
_COMPOUND = re.compile(r"\bbegin\b", re.IGNORECASE)
_DELIMITERS = ("$$", "//", ";;", "||", "$$$", "%%")
_STATES = {"enabled": "ENABLE", "disabled": "DISABLE", "disabled_on_replica": "DISABLE ON SLAVE"}


def filters(flavour: Flavour) -> Mapping[str, Callable[..., Any]]:
    """The filters of the templates."""
    return {
        "column_type": partial(_column_type, flavour=flavour),
        "column_default": partial(column_default, flavour=flavour),
        "nullability": partial(_nullability, flavour=flavour),
        "generation": _generation,
        "column_check": partial(_own_check, flavour=flavour),
        "table_checks": partial(_table_checks, flavour=flavour),
        "reference_system": partial(_reference_system, flavour=flavour),
        "key_parts": _key_parts,
        "key_word": _key_word,
        "key_method": _key_method,
        "ignored": partial(_ignored, flavour=flavour),
        "option": _option,
        "table_options": _table_options,
        "changed_options": changed_options,
        "period_name": _period_name,
        "actions": partial(_actions, flavour=flavour),
        "spoken_strategy": _spoken_strategy,
        "with_subpartitions": _with_subpartitions,
        "definer": _definer,
        "characteristics": _characteristics,
        "framed": _framed,
        "enabled_word": _STATES.__getitem__,
        "sequence_options": _sequence_options,
        "default_charset": _default_charset,
        "kept_times": _kept_times,
        "prepared": _prepared,
    }


def _column_type(column: ir.Column, *, flavour: Flavour) -> str:
    words = [column.type]
    if column.srid is not None and flavour.reference_system != "SRID":
        words.append(f"{flavour.reference_system}={column.srid}")
    if column.compression:
        words.append("COMPRESSED")
    if column.charset is not None:
        words.append(f"CHARACTER SET {column.charset}")
    if column.collation is not None:
        words.append(f"COLLATE {column.collation}")
    return " ".join(words)


def _reference_system(column: ir.Column, *, flavour: Flavour) -> str:
    named = column.srid is not None and flavour.reference_system == "SRID"
    return f" {flavour.reference_system} {column.srid}" if named else ""


def _generation(column: ir.Column) -> str:
    assert column.generated is not None
    if column.generated.upper() in _ROW_TIMES:
        return column.generated.upper()
    return f"({sqltext.closed(column.generated)}) {'STORED' if column.stored else 'VIRTUAL'}"


def _nullability(column: ir.Column, *, flavour: Flavour) -> str:
    """A timestamp is NOT NULL unless told; MariaDB lets a computed column say nothing of it
    (https://mariadb.com/kb/en/generated-columns/)."""
    if column.generated is not None and (flavour.versioned or column.nullable):
        return ""
    if not column.nullable:
        return " NOT NULL"
    return " NULL" if types.base(column.type) == "timestamp" else ""


def is_plain_default(column: ir.Column) -> bool:
    """Whether a default is a constant, which may stand without parentheses."""
    return column.default is not None and _PLAIN_DEFAULT.match(column.default) is not None


def column_default(column: ir.Column, *, flavour: Flavour) -> str:
    """A default; an expression is in parentheses, and so is a constant of a type that takes no constant
    (https://dev.mysql.com/doc/refman/en/data-type-defaults.html)."""
    default = column.default or "NULL"
    name = types.base(column.type)
    if name in ("timestamp", "datetime") and _NOW.match(default):
        return default
    if is_plain_default(column) and (flavour.text_defaults or name not in types.UNLITERAL):
        return default
    return f"({default})"


def column_check(table: TopLevel, name: str, *, flavour: Flavour) -> ir.Check | None:
    """The check that is written with a column and has its name (https://mariadb.com/kb/en/constraint/)."""
    if not flavour.follows or not isinstance(table, ir.Table):
        return None
    return next((check for check in table.checks if check.name == name), None)


def _own_check(table: TopLevel, column: ir.Column, *, flavour: Flavour) -> ir.Check | None:
    return column_check(table, column.name, flavour=flavour)


def _table_checks(table: ir.Table, *, flavour: Flavour) -> list[ir.Check]:
    names = {column.name for column in table.columns} if flavour.follows else set()
    return [check for check in table.checks if check.name not in names]


def _key_parts(of: Any) -> tuple[ir.IndexPart, ...]:
    if isinstance(of, ir.Index):
        return of.columns
    held: tuple[ir.IndexPart, ...] = of.parts
    return held or tuple(ir.IndexPart(column=column) for column in of.columns)


def _key_word(index: ir.Index) -> str:
    if index.method in ("fulltext", "spatial"):
        return f"{index.method.upper()} "
    return "UNIQUE " if index.unique else ""


def _key_method(index: ir.Index) -> str:
    return "" if index.method in (None, "fulltext", "spatial") else str(index.method).upper()


def _ignored(index: ir.Index, *, flavour: Flavour) -> str:
    """The word for an index that is not used, or that is used again."""
    used = "VISIBLE" if flavour.ignored == "INVISIBLE" else "NOT IGNORED"
    return flavour.ignored if index.invisible else used


def _option(pair: tuple[str, str]) -> str:
    """An option of a table, a partition or an index; a value that is no word or number is a string."""
    name, value = pair
    plain = name not in _QUOTED_OPTIONS and re.fullmatch(r"[\w.+-]+|\(.*\)", value, re.DOTALL)
    written = name.replace("_directory", " directory").upper() if re.fullmatch(r"[a-z_ ]+", name) else types.quote(name)
    return f"{written}={value if plain else types.literal(value)}"


def _table_options(table: ir.Table) -> Iterator[str]:
    if table.engine is not None:
        yield f"ENGINE={table.engine}"
    if table.auto_increment is not None:
        yield f"AUTO_INCREMENT={table.auto_increment}"
    yield from _charset(table)
    if table.tablespace is not None:
        yield f"TABLESPACE {types.quote(table.tablespace)}"
    yield from map(_option, table.storage)
    if table.comment is not None:
        yield f"COMMENT={types.literal(table.comment)}"


def _charset(of: ir.Table | ir.DatabaseDefaults) -> Iterator[str]:
    if of.charset is not None:
        yield f"DEFAULT CHARACTER SET={of.charset}"
    if of.collation is not None:
        yield f"COLLATE={of.collation}" if of.charset is not None else f"DEFAULT COLLATE={of.collation}"


_UNSET = {
    "row_format": "DEFAULT",
    "pack_keys": "DEFAULT",
    "stats_persistent": "DEFAULT",
    "stats_auto_recalc": "DEFAULT",
    "stats_sample_pages": "DEFAULT",
    "insert_method": "NO",
    "compression": "",
    "encryption": "N",
    "connection": "",
    "secondary_engine": "NULL",
    "union": "()",
    "engine_attribute": "",
    "secondary_engine_attribute": "",
}
_ZERO = frozenset(
    """
    key_block_size checksum delay_key_write max_rows min_rows avg_row_length autoextend_size page_checksum transactional
    """.split()
)


def changed_options(new: ir.Table, old: ir.Table) -> Iterator[str]:
    """The options that a table gets, and the defaults of those that it loses."""
    before, after = dict(old.storage), dict(new.storage)
    for name, value in after.items():
        if before.get(name) != value:
            yield _option((name, value))
    for name in before:
        if name not in after:
            yield _option((name, _UNSET.get(name, "0" if name in _ZERO else "DEFAULT")))


def _actions(key: ir.ForeignKey, *, flavour: Flavour) -> Iterator[tuple[str, str]]:
    """What a foreign key does, where that has to be said."""
    for event, action in (("DELETE", key.on_delete), ("UPDATE", key.on_update)):
        if action != flavour.foreign_key_action:
            yield event, action


def _period_name(period: ir.Period) -> str:
    return "SYSTEM_TIME" if period.name.lower() == "system_time" else types.quote(period.name)


def _spoken_strategy(strategy: str) -> str:
    return "SYSTEM_TIME" if strategy == "system_time" else strategy.replace("_", " ").upper()


def _with_subpartitions(partitions: Iterable[ir.Partition], table: ir.Table) -> Iterator[ir.Partition]:
    """Partitions that all name their subpartitions where one does, as the server would name them
    (https://dev.mysql.com/doc/refman/en/partitioning-subpartitions.html)."""
    held = list(partitions)
    named = any(one.subpartitions for one in (*held, *table.partitions))
    for one in held:
        own = tuple(f"{one.name}sp{number}" for number in range(table.subpartition_count or 1))
        yield replace(one, subpartitions=own) if named and not one.subpartitions else one


def account(definer: str) -> str:
    """An account, or a role, as ``DEFINER`` has it."""
    name, at, host = definer.rpartition("@")
    if not at:
        return types.literal(definer)
    return f"{types.literal(name)}@{types.literal(host)}"


def _definer(of: Any) -> str:
    return "" if of.definer is None else f"DEFINER = {account(of.definer)} "


def _characteristics(routine: ir.Routine) -> Iterator[str]:
    """What a routine says of itself (https://dev.mysql.com/doc/refman/en/create-procedure.html)."""
    if getattr(routine, "volatility", "volatile") == "immutable":
        yield "DETERMINISTIC"
    if routine.data_access is not None:
        yield routine.data_access.replace("_", " ").upper()
    if not routine.security_definer:
        yield "SQL SECURITY INVOKER"
    if routine.comment is not None:
        yield f"COMMENT {types.literal(routine.comment)}"


def _framed(text: str, settings: ir.Pairs) -> str:
    """A statement with a body, in lines of DELIMITER where it holds a semicolon, and in its settings.

    A client cuts a script at semicolons (https://dev.mysql.com/doc/refman/en/stored-programs-defining.html).
    """
    text = text.strip().rstrip(";").rstrip()
    statement = f"{text};"
    # A body that lacks a semicolon where one belongs must not take in what follows it.
    if ";" in text or _COMPOUND.search(text):
        delimiter = next((one for one in _DELIMITERS if one not in text), None)
        number = 0
        while delimiter is None:
            number += 1
            delimiter = f"$${number}$$" if f"$${number}$$" not in text else None
        # A comment at the end would hide the delimiter.
        end = "\n" if re.search(r"(?:--|#)[^\n]*\Z", text) else ""
        statement = f"DELIMITER {delimiter}\n{text}{end}{delimiter}\nDELIMITER ;"
    for name, value in settings:
        before = f"SET @schemac_{name} = @@{name};\nSET {name} = {types.literal(value)};"
        statement = f"{before}\n{statement}\nSET {name} = @schemac_{name};"
    return statement


def _sequence_options(sequence: ir.Sequence, old: ir.Sequence | None = None) -> Iterator[str]:
    """The options of a sequence, or those that changed (https://mariadb.com/kb/en/create-sequence/)."""
    down = (sequence.increment or 1) < 0
    low, high = (-9223372036854775807, -1) if down else (1, 9223372036854775806)
    words = {"min": "MINVALUE", "max": "MAXVALUE", "increment": "INCREMENT BY", "cache": "CACHE", "start": "START WITH"}
    low = low if sequence.min is None else sequence.min
    high = high if sequence.max is None else sequence.max
    defaults = {"min": low, "max": high, "increment": 1, "cache": 1000, "start": high if down else low}
    for field, word in words.items():
        value = getattr(sequence, field)
        if old is None and value is None:
            continue
        if old is None or getattr(old, field) != value:
            value = defaults[field] if value is None else value
            yield "NOCACHE" if (field, value) == ("cache", 0) else f"{word} {value}"
    if old is None and sequence.cycle:
        yield "CYCLE"
    elif old is not None and old.cycle != sequence.cycle:
        yield "CYCLE" if sequence.cycle else "NOCYCLE"


def _default_charset(database: ir.DatabaseDefaults) -> str:
    return "".join(f" {words}" for words in _charset(database))


def _kept_times(columns: Iterable[str]) -> str:
    """Assignments that keep times which an UPDATE would set by itself."""
    return "".join(f", {types.quote(name)} = {types.quote(name)}" for name in columns)


def _prepared(parts: Iterable[str], variable: str) -> str:
    """A statement with the value of a variable between its parts, which no statement can say by itself."""
    text = f", {variable}, ".join(map(types.literal, parts))
    return (
        f"SET @schemac_statement = concat({text});\nPREPARE schemac_statement FROM @schemac_statement;\n"
        "EXECUTE schemac_statement;\nDEALLOCATE PREPARE schemac_statement;"
    )
