"""Reads the partitions of a table as SHOW CREATE TABLE prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from schemac import ir
from schemac_dialects.mysql import types
from schemac_dialects.mysql.texts import plain_strings
from schemac_dialects.mysql.tokens import Reader

_OPTIONS = {
    ("DATA", "DIRECTORY"): "data_directory",
    ("INDEX", "DIRECTORY"): "index_directory",
    ("MAX_ROWS",): "max_rows",
    ("MIN_ROWS",): "min_rows",
    ("NODEGROUP",): "nodegroup",
}


def partitioning(reader: Reader, unmodelled: list[str]) -> dict[str, Any]:
    """Step over everything about partitions; the fields of the table."""
    if not reader.take("PARTITION", "BY"):
        return {}
    strategy, parts = _key(reader, unmodelled)
    held: dict[str, Any] = {"partition_strategy": strategy, "partition_by": parts}
    if reader.take("PARTITIONS"):
        held["partition_count"] = reader.number()
    if reader.take("SUBPARTITION", "BY"):
        held["subpartition_strategy"], held["subpartition_by"] = _key(reader, unmodelled)
        if reader.take("SUBPARTITIONS"):
            held["subpartition_count"] = reader.number()
    if reader.take("("):
        found = [_partition(reader, unmodelled)]
        while reader.take(","):
            found.append(_partition(reader, unmodelled))
        reader.expect(")")
        own = all(_server_names(one) for one in found)
        if own and any(one.subpartitions for one in found):
            held["subpartition_count"] = len(found[0].subpartitions)
        held["partitions"] = tuple(
            ir.Partition(**one.values, subpartitions=() if own else one.subpartitions) for one in found
        )
    return held


@dataclass(frozen=True, slots=True)
class _Written:
    values: dict[str, Any]
    subpartitions: tuple[str, ...]


def _server_names(partition: _Written) -> bool:
    """Whether the subpartitions have the names that the server gives."""
    name = partition.values["name"]
    return partition.subpartitions == tuple(f"{name}sp{number}" for number in range(len(partition.subpartitions)))


def _key(reader: Reader, unmodelled: list[str]) -> tuple[str, tuple[ir.IndexPart, ...]]:
    """The strategy of a partition key, and its parts."""
    if reader.take("SYSTEM_TIME"):
        first = reader.at
        while reader.current.kind != "end" and reader.key not in ("PARTITIONS", "("):
            reader.step()
        text = reader.cut(first, reader.at) if reader.at > first else ""
        return "system_time", (ir.IndexPart(sql=text),)
    linear = "linear_" if reader.take("LINEAR") else ""
    word = reader.step().key.lower()
    if word == "key":
        if reader.take("ALGORITHM", "="):
            unmodelled.append(f"ALGORITHM={reader.number()} of the partition key")
        return f"{linear}key", _columns(reader)
    if word in ("range", "list") and reader.take("COLUMNS"):
        return f"{word}_columns", _columns(reader)
    first, end = reader.bare(*reader.group())
    if end - first == 1 and reader.token(first).kind in ("word", "quoted"):
        back, reader.at = reader.at, first
        part = ir.IndexPart(column=reader.name())
        reader.at = back
    else:
        part = ir.IndexPart(sql=plain_strings(reader.cut(first, end)))
    return f"{linear}{word}", (part,)


def _columns(reader: Reader) -> tuple[ir.IndexPart, ...]:
    if reader.take("(", ")"):
        return ()
    return tuple(ir.IndexPart(column=column) for column in reader.names())


def _partition(reader: Reader, unmodelled: list[str]) -> _Written:
    reader.expect("PARTITION")
    name = reader.name()
    values: dict[str, Any] = {"name": name, "bound": _bound(reader)}
    values |= _partition_options(reader)
    subpartitions: list[str] = []
    if reader.take("("):
        while True:
            reader.expect("SUBPARTITION")
            subpartitions.append(reader.name())
            if _partition_options(reader):
                unmodelled.append(f"an option of subpartition {subpartitions[-1]}")
            if not reader.take(","):
                break
        reader.expect(")")
    return _Written(values, tuple(subpartitions))


def _bound(reader: Reader) -> str | None:
    for word in ("DEFAULT", "HISTORY", "CURRENT"):
        if reader.take(word):
            return word
    if reader.take("VALUES", "LESS", "THAN"):
        if reader.take("MAXVALUE"):
            return "VALUES LESS THAN MAXVALUE"
        return f"VALUES LESS THAN ({_listed(reader, reader.items())})"
    if reader.take("VALUES", "IN"):
        return f"VALUES IN ({_listed(reader, reader.items())})"
    return None


def _listed(reader: Reader, items: Sequence[tuple[int, int]]) -> str:
    """Values with one blank between them, as the model has them."""
    found = []
    for first, end in items:
        if reader.token(first).key == "(" and reader.token(end - 1).key == ")":
            found.append(f"({_listed(reader, reader.split(first + 1, end - 1))})")
        else:
            found.append(plain_strings(reader.cut(first, end)))
    return ", ".join(found)


def _partition_options(reader: Reader) -> dict[str, Any]:
    held: dict[str, Any] = {}
    storage: list[tuple[str, str]] = []
    while reader.key not in ("", ",", ")", "("):
        if reader.take("ENGINE", "=") or reader.take("STORAGE", "ENGINE", "="):
            reader.name()
        elif reader.take("COMMENT", "="):
            held["comment"] = types.unquoted(reader.literal())
        elif reader.take("TABLESPACE", "="):
            held["tablespace"] = reader.name()
        else:
            words = next((words for words in _OPTIONS if reader.take(*words)), None)
            if words is None:
                raise reader.unexpected("an option of a partition")
            reader.take("=")
            token = reader.step()
            storage.append((_OPTIONS[words], types.unquoted(token.text) if token.kind == "literal" else token.text))
    return held | ({"storage": tuple(sorted(storage))} if storage else {})
