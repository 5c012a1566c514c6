"""What the server is asked about ranges and collations, and about what lives in materialized views and views."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator

from schemac import ir
from schemac.ir import Object, TopLevel
from schemac_dialects.postgres import declared as words
from schemac_dialects.postgres import types
from schemac_dialects.postgres.canonical.question import Question
from schemac_dialects.postgres.texts import plain_default, short_type, without_outer_parentheses

_NAMED = 180000
"""The first version in which NOT NULL of a column has a name; that of a domain had one before."""
_NAMED_ON_DOMAINS = 170000


def collation(declared: ir.Collation, live: ir.Collation) -> Iterator[Question]:
    """Asks for the locale, which ICU writes in a form of its own."""
    if declared.provider == live.provider and declared.locale != live.locale and declared.locale is not None:
        options = ", ".join(f"{word} = {value}" for word, value in words.collation_options(declared))
        yield Question(
            f"create collation pg_temp.schemac_collation ({options})",
            # Columns of other servers: where the inner query has none of that name, it sees the outer one.
            "select (select coalesce(colllocale, colliculocale, collcollate) from pg_collation "
            "where collname = 'schemac_collation' and collnamespace = pg_my_temp_schema()) "
            "from (values (null::text, null::text)) older (colllocale, colliculocale)",
            ir.address(declared),
            lambda found, answer: dataclasses.replace(found, locale=answer),  # type: ignore[call-arg]
        )
        yield Question("drop collation if exists pg_temp.schemac_collation")


def range_type(declared: ir.Range, live: ir.Range) -> Iterator[Question]:
    """Asks whether the operator class is the default one."""
    if declared.subtype_opclass is not None and live.subtype_opclass is None and declared.subtype == live.subtype:
        name = "pg_temp.schemac_range"
        yield Question(
            f"create type {name} as range (subtype = {types.sql(declared.subtype)}, "
            f"subtype_opclass = {types.qualified(declared.subtype_opclass)})",
            "select 'default' from pg_range join pg_opclass o on o.oid = rngsubopc "
            f"where rngtypid = '{name}'::regtype and opcdefault",
            ir.address(declared),
            lambda found, _answer: dataclasses.replace(found, subtype_opclass=None),  # type: ignore[call-arg]
        )
        yield Question(f"drop type if exists {name}")


def column_defaults(declared: ir.View, live: ir.View, *, aside: str) -> Iterator[Question]:
    """Asks for the defaults of a view's columns; aside: a table with the columns of the view."""
    held = dict(live.column_defaults)
    for name, sql in declared.column_defaults:
        if held.get(name, sql) != sql:

            def answered(found: Object, answer: str, name: str = name) -> Object:
                assert isinstance(found, ir.View)
                text, type = json.loads(answer)
                written = plain_default(text, short_type(type)) or text
                pairs = tuple((key, written if key == name else value) for key, value in found.column_defaults)
                return dataclasses.replace(found, column_defaults=pairs)

            yield Question(
                f"alter table {aside} alter column {types.quote(name)} set default {sql}",
                "select json_build_array(pg_get_expr(adbin, adrelid), format_type(atttypid, atttypmod))::text "
                "from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum "
                f"where adrelid = {types.literal(aside)}::regclass and attname = {types.literal(name)}",
                ir.address(declared),
                answered,
            )


def statistic(owner: TopLevel, declared: ir.Statistic, live: ir.Statistic, *, aside: str) -> Iterator[Question]:
    """Asks for the columns and expressions of extended statistics, which the server puts in its own order."""
    if declared.columns == live.columns:
        return
    parts = ", ".join(
        types.quote(part.column) if part.column is not None else f"({part.sql}\n)" for part in declared.columns
    )
    yield Question(
        f"create statistics pg_temp.schemac_statistic on {parts} from {aside}",
        "select json_build_array(array(select a.attname::text "
        "  from unnest(stxkeys::int2[]) with ordinality key (number, position) "
        "  join pg_attribute a on a.attrelid = stxrelid and a.attnum = key.number order by key.position), "
        "  coalesce(pg_get_statisticsobjdef_expressions(oid), '{}'))::text "
        "from pg_statistic_ext where stxname = 'schemac_statistic' and stxnamespace = pg_my_temp_schema()",
        ir.address(owner, declared),
        _as_statistic,
    )
    yield Question("drop statistics if exists pg_temp.schemac_statistic")


def _as_statistic(found: Object, answer: str) -> Object:
    assert isinstance(found, ir.Statistic)
    columns, expressions = json.loads(answer)
    parts = [ir.IndexPart(column=name) for name in columns]
    parts += [ir.IndexPart(sql=without_outer_parentheses(without_outer_parentheses(text))) for text in expressions]
    return dataclasses.replace(found, columns=tuple(parts))


def settled(declared: TopLevel, live: TopLevel | None, version: int) -> TopLevel:
    """An object with the names that it leaves to the server, and without those that this server has not."""
    if isinstance(declared, ir.Domain) and isinstance(live, ir.Domain):
        if declared.not_null_name is None or version < _NAMED_ON_DOMAINS:
            return dataclasses.replace(declared, not_null_name=live.not_null_name)
    elif isinstance(declared, ir.Table) and isinstance(live, ir.Table):
        held = {column.name: column for column in live.columns}
        columns = tuple(_settled_column(column, held.get(column.name), version) for column in declared.columns)
        return declared if columns == declared.columns else dataclasses.replace(declared, columns=columns)
    return declared


def _settled_column(declared: ir.Column, live: ir.Column | None, version: int) -> ir.Column:
    if live is None or live == declared:
        return declared
    if (declared.not_null_name is None or version < _NAMED) and declared.nullable == live.nullable:
        declared = dataclasses.replace(declared, not_null_name=live.not_null_name)
    if declared.identity is not None and live.identity is not None and declared.identity.sequence_name is None:
        identity = dataclasses.replace(declared.identity, sequence_name=live.identity.sequence_name)
        declared = dataclasses.replace(declared, identity=identity)
    return declared
