"""Composites, ranges and collations of a document as the IR."""

from __future__ import annotations

from collections.abc import Mapping

from schemac import ir
from schemac.lower.access import lower_grants
from schemac.lower.context import Context, Entry, Lowerer
from schemac.lower.members import Members
from schemac.names import Name


def lower_composite(context: Context, entry: Entry) -> ir.Composite | None:
    """A type of named fields."""
    value = context.patched(entry.value, "composite", entry.place)
    if value is None:
        return None
    context.supported("composite", value, entry.place)
    name = context.qualified(entry.name, entry.schema, entry.place)
    members = Members(context, entry, name, kind="composite")
    for key, held in value["fields"].items():
        place = entry.place.at("fields", key)
        body = held if isinstance(held, dict) else {"type": held}
        context.supported("field", body, place)
        field = ir.Field(
            name=key,
            comment=body.get("comment"),
            renamed_from=context.old_name(body),
            type=context.routine_type(body["type"], entry.schema, place),
            collation=context.collation(body.get("collation"), entry.schema),
        )
        members.add(field, place)
    return ir.Composite(
        name=name.name,
        schema=name.schema,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        owner=value.get("owner"),
        grants=lower_grants(context, "composite", value.get("grants"), entry.place.at("grants")),
        fields=members.of(ir.Field),
    )


def lower_range(context: Context, entry: Entry) -> ir.Range | None:
    """A type of ranges; a string is its subtype."""
    value = context.patched(entry.value, "range", entry.place, short="subtype")
    if value is None:
        return None
    context.supported("range", value, entry.place)
    name = context.qualified(entry.name, entry.schema, entry.place)

    def routine(key: str) -> Name | None:
        text = value.get(key)
        return None if text is None else context.routine(text, entry.schema, entry.place.at(key))

    return ir.Range(
        name=name.name,
        schema=name.schema,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        owner=value.get("owner"),
        grants=lower_grants(context, "range", value.get("grants"), entry.place.at("grants")),
        subtype=context.type(value["subtype"], entry.schema, entry.place.at("subtype")),
        subtype_opclass=value.get("subtype_opclass"),
        subtype_diff=routine("subtype_diff"),
        canonical=routine("canonical"),
        collation=context.collation(value.get("collation"), entry.schema),
        multirange_name=value.get("multirange_name"),
    )


def lower_collation(context: Context, entry: Entry) -> ir.Collation | None:
    """A collation; equal categories of libc are one locale."""
    value = context.patched(entry.value or {}, "collation", entry.place)
    if value is None:
        return None
    context.supported("collation", value, entry.place)
    name = context.qualified(entry.name, entry.schema, entry.place)
    locale, collate, ctype = (value.get(key) for key in ("locale", "lc_collate", "lc_ctype"))
    if collate is not None and collate == ctype:
        locale, collate, ctype = collate, None, None
    return ir.Collation(
        name=name.name,
        schema=name.schema,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        owner=value.get("owner"),
        provider=value.get("provider", "libc"),
        locale=locale,
        lc_collate=collate,
        lc_ctype=ctype,
        deterministic=value.get("deterministic", True),
        rules=value.get("rules"),
    )


LOWERERS: Mapping[str, Lowerer] = {
    "composites": ("composite", lower_composite),
    "ranges": ("range", lower_range),
    "collations": ("collation", lower_collation),
}
"""Section of a document → its kind, and what lowers an entry of it."""
