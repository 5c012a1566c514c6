"""Reads the keys, constraints and periods of a CREATE TABLE statement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from schemac import ir, names
from schemac.names import Name
from schemac_dialects.mysql import types
from schemac_dialects.mysql.ddl.body import Body, expression
from schemac_dialects.mysql.lowering import as_unique, hashed_by_itself
from schemac_dialects.mysql.texts import plain_strings
from schemac_dialects.mysql.tokens import Reader, Unparsable

MEMBERS = frozenset({"PRIMARY", "UNIQUE", "KEY", "FULLTEXT", "SPATIAL", "VECTOR", "CONSTRAINT", "CHECK", "PERIOD"})
"""The words that such a member begins with."""
_ACTIONS = ("CASCADE", "RESTRICT", "SET NULL", "SET DEFAULT", "NO ACTION")


def read_member(reader: Reader, body: Body, table: str) -> None:
    """Read a key, a constraint or a period."""
    if reader.take("PERIOD", "FOR"):
        period = reader.name()
        start, end = reader.names()
        body.members.append(
            ir.Period(name="system_time" if period.upper() == "SYSTEM_TIME" else period, start=start, end=end)
        )
    elif reader.take("PRIMARY", "KEY"):
        parts, overlaps = _parts(reader)
        key = _key_options(reader, body, "the primary key")
        columns, plain = _columns(parts)
        if key.get("method") == "btree":
            body.said_btree.append("the primary key")
            del key["method"]
        body.unmodelled += [f"{option.upper()} of the primary key" for option in sorted(set(key) - {"comment"})]
        body.members.append(
            ir.PrimaryKey(
                name=names.primary_key_name(table),
                columns=columns,
                parts=() if plain else parts,
                without_overlaps=overlaps,
                comment=key.get("comment"),
            )
        )
    elif reader.take("CONSTRAINT"):
        name = reader.name()
        if reader.take("CHECK"):
            _check(reader, body, name)
        else:
            reader.expect("FOREIGN", "KEY")
            _foreign_key(reader, body, name)
    elif reader.take("CHECK"):
        _check(reader, body, names.check_name(table, None))
    else:
        _index(reader, body)


def _check(reader: Reader, body: Body, name: str) -> None:
    sql = expression(reader)
    enforced = not reader.take("NOT", "ENFORCED")
    reader.take("ENFORCED")
    body.members.append(ir.Check(name=name, sql=sql, enforced=enforced))


def _index(reader: Reader, body: Body) -> None:
    unique = reader.take("UNIQUE")
    method = None
    for word in ("FULLTEXT", "SPATIAL", "VECTOR"):
        if reader.take(word):
            method = word.lower()
    reader.expect("KEY")
    name = reader.name()
    parts, overlaps = _parts(reader)
    options = _key_options(reader, body, f"index {names.written(name)}")
    method = method or options.pop("method", None)
    storage = tuple(sorted((key, value) for key, value in options.items() if key == "key_block_size"))
    index = ir.Index(
        name=name,
        columns=parts,
        unique=unique,
        method=method,
        parser=options.get("parser"),
        invisible=options.get("invisible", False),
        comment=options.get("comment"),
        storage=storage,
    )
    if hashed_by_itself(index, body.columns):
        index = replace(index, method=None)
    constraint = as_unique(replace(index, method=None) if method == "btree" else index)
    if constraint is not None and method == "btree":
        body.said_btree.append(f"key {names.written(name)}")
    if overlaps:
        columns, _ = _columns(parts)
        constraint = ir.Unique(name=name, columns=columns, without_overlaps=True, comment=index.comment)
    body.members.append(constraint or index)


def _parts(reader: Reader) -> tuple[tuple[ir.IndexPart, ...], bool]:
    """The parts of a key, and whether the last one must not overlap."""
    parts, overlaps = [], False
    for first, end in reader.items():
        if reader.token(end - 1).key == "OVERLAPS":
            end, overlaps = end - 2, True
        order = None
        if reader.token(end - 1).key in ("ASC", "DESC"):
            order = "desc" if reader.token(end - 1).key == "DESC" else None
            end -= 1
        if reader.token(first).key == "(":
            parts.append(ir.IndexPart(sql=plain_strings(reader.cut(*reader.bare(first, end))), order=order))
            continue
        back, reader.at = reader.at, first
        column = reader.name()
        length = None
        if reader.take("("):
            length = reader.number()
            reader.expect(")")
        if reader.at != end:
            raise reader.unexpected("the next part of a key")
        reader.at = back
        parts.append(ir.IndexPart(column=column, length=length, order=order))
    return tuple(parts), overlaps


def _columns(parts: tuple[ir.IndexPart, ...]) -> tuple[tuple[str, ...], bool]:
    """The columns of a key, and whether it is nothing else."""
    columns = tuple(part.column for part in parts if part.column is not None)
    if len(columns) != len(parts):
        raise Unparsable("an expression where a column is expected")
    return columns, all(part == ir.IndexPart(column=part.column) for part in parts)


def _key_options(reader: Reader, body: Body, of: str) -> dict[str, Any]:
    held: dict[str, Any] = {}
    while reader.key not in (",", ")"):
        if reader.take("USING"):
            held["method"] = reader.name().lower()
        elif reader.take("KEY_BLOCK_SIZE"):
            reader.take("=")
            held["key_block_size"] = str(reader.number())
        elif reader.take("COMMENT"):
            held["comment"] = types.unquoted(reader.literal())
        elif reader.take("WITH", "PARSER"):
            held["parser"] = reader.name()
        elif reader.take("INVISIBLE") or reader.take("IGNORED"):
            held["invisible"] = True
        elif reader.take("VISIBLE") or reader.take("CLUSTERING", "=", "YES"):
            pass
        else:
            word = reader.name()
            reader.take("=")
            reader.step()
            body.unmodelled.append(f"{word.upper()} of {of}")
    return held


def _foreign_key(reader: Reader, body: Body, name: str) -> None:
    columns = reader.names()
    reader.expect("REFERENCES")
    target = reader.name()
    elsewhere = None
    if reader.take("."):
        elsewhere, target = target, reader.name()
    target_columns = reader.names()
    held = dict.fromkeys(("DELETE", "UPDATE"), str(body.here.flavour.foreign_key_action))
    while reader.take("ON"):
        event = reader.step().key
        held[event] = _action(reader)
    if elsewhere is not None and elsewhere != body.here.database:
        body.unmodelled.append(f"the foreign key {names.written(name)} to database {names.written(elsewhere)}")
        return
    body.members.append(
        ir.ForeignKey(
            name=name,
            columns=columns,
            target=Name("", target),
            target_columns=target_columns,
            on_delete=held["DELETE"],
            on_update=held["UPDATE"],
        )
    )


def _action(reader: Reader) -> str:
    for action in _ACTIONS:
        if reader.take(*action.split()):
            return action.lower().replace(" ", "_")
    raise reader.unexpected("an action")
