"""The migration folder as the compiler sees it: the chain of snapshots, its forks, and the next migration's files."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from schemac import guarantees, snapshot
from schemac.diagnostics import Diagnostic, SchemacError, Span, fail
from schemac.diff import Difference
from schemac.hazards import HAZARDS, Level, level
from schemac.ir import Address, Database, Table
from schemac.operation import Create, Drop, Operation
from schemac.plan import Plan
from schemac.snapshot import Entry

_STAMP = "%Y%m%d%H%M%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The snapshots of a folder.

    path: the folder; entries: by the name of their migration, in order; database: the state that they lead to;
    heads: the entries that no other one follows, of which there are several after a fork.
    """

    path: Path
    entries: Mapping[str, Entry]
    database: Database
    heads: tuple[Entry, ...] = ()

    def until(self, name: str) -> Database:
        """The state at a migration: every entry up to it, folded."""
        state = Database()
        for step, found in self.entries.items():
            state = _after(state, found)
            if step == name:
                return state
        raise fail("unknown-migration", f"there is no migration '{name}' in {self.path.name}/")


def _after(state: Database, entry: Entry) -> Database:
    # Two branches may both hold a first migration: the second one adds to the state, whole as it is.
    return snapshot.fold(state, entry if entry.parents else replace(entry, full=False))


def read(path: Path, *, dialect: str) -> Chain:
    """The chain of a folder; an absent folder is an empty chain.

    Raises SchemacError where a snapshot is broken, edited, of another dialect, or where branches conflict.
    """
    chain, found = inspect(path, dialect=dialect)
    if found:
        raise SchemacError(found, exit_code=1)
    return chain


def inspect(path: Path, *, dialect: str) -> tuple[Chain, list[Diagnostic]]:
    """The chain of a folder and everything that is wrong with it."""
    found: list[Diagnostic] = []
    entries: dict[str, Entry] = {}
    for file in sorted((path / "meta").glob("*.json")) if (path / "meta").is_dir() else ():
        if file.name != "folder.json":
            entry = _entry(file, dialect, found)
            if entry is not None:
                entries[entry.name] = entry
    scripts = (
        {file.name.removesuffix(".sql") for file in path.glob("*.sql") if not file.name.endswith(".down.sql")}
        if path.is_dir()
        else set()
    )
    for name in sorted(scripts - entries.keys()):
        if not (path / "meta" / f"{name}.json").exists():
            found.append(
                _finding(
                    "no-snapshot",
                    f"{name}.sql has no snapshot",
                    path / f"{name}.sql",
                    "`schemac generate --custom` makes a migration of your own",
                )
            )
    for name in sorted(entries.keys() - scripts):
        found.append(
            _finding(
                "no-script",
                f"the snapshot of {name} stands without {name}.sql",
                path / "meta" / f"{name}.json",
                "restore the file from version control, or drop the migration with `schemac drop`",
            )
        )
    for name in sorted(entries.keys() & scripts):
        if not (path / f"{name}.down.sql").exists():
            found.append(
                _finding(
                    "no-way-back",
                    f"{name}.sql has no way back: {name}.down.sql is missing",
                    path / f"{name}.sql",
                    "restore it from version control; a migration that cannot be undone says\n"
                    "`-- schemac:down irreversible` in it",
                )
            )
    found += _order(path, entries)
    ids = {entry.id for entry in entries.values()}
    followed = {parent for entry in entries.values() for parent in entry.parents}
    heads = tuple(entry for entry in entries.values() if entry.id not in followed)
    for entry in entries.values():
        for parent in entry.parents:
            if parent not in ids:
                found.append(
                    _finding(
                        "no-parent",
                        f"{entry.name} follows a migration that is not there ({str(parent)[:12]})",
                        path / "meta" / f"{entry.name}.json",
                        "restore it from version control",
                    )
                )
    found += _conflicts(path, entries, heads)
    state = Database()
    for entry in entries.values():
        state = _after(state, entry)
    return Chain(path=path, entries=entries, database=state, heads=heads), found


def _finding(code: str, message: str, file: Path, help: str | None) -> Diagnostic:
    return Diagnostic(code=code, message=message, span=Span(file=os.path.relpath(file), line=1, column=1), help=help)


def _entry(file: Path, dialect: str, found: list[Diagnostic]) -> Entry | None:
    repair = "snapshots are written by schemac: restore the file from version control"
    try:
        entry, claimed = snapshot.parse(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        reason = f"the key {error} is missing" if isinstance(error, KeyError) else str(error)
        found.append(_finding("broken-snapshot", f"{file.name} is no snapshot: {reason}", file, repair))
        return None
    if entry.name != file.stem:
        found.append(
            _finding(
                "broken-snapshot",
                f"{file.name} is the snapshot of {entry.name}",
                file,
                "a migration's files carry one name",
            )
        )
        return None
    if entry.id != claimed:
        found.append(
            _finding(
                "edited-snapshot", f"{file.name} was edited: its content has another hash than it says", file, repair
            )
        )
    if entry.dialect != dialect:
        found.append(
            _finding(
                "other-dialect",
                f"{file.name} is of {entry.dialect}, the project is of {dialect}",
                file,
                "each dialect has a migration folder of its own",
            )
        )
    return entry


def _order(path: Path, entries: Mapping[str, Entry]) -> Iterable[Diagnostic]:
    position = {entry.id: number for number, entry in enumerate(entries.values())}
    for number, entry in enumerate(entries.values()):
        for parent in entry.parents:
            if position.get(parent, -1) > number:
                later = next(other.name for other in entries.values() if other.id == parent)
                yield _finding(
                    "parent-after-child",
                    f"{entry.name} follows {later}, which sorts after it",
                    path / f"{entry.name}.sql",
                    "give back the name that it had",
                )


def _ancestors(entry: Entry, by_id: Mapping[str, Entry]) -> set[str]:
    seen: set[str] = set()
    work = [entry.id]
    while work:
        current = work.pop()
        if current not in seen and current in by_id:
            seen.add(current)
            work += by_id[current].parents
    return seen


def _conflicts(path: Path, entries: Mapping[str, Entry], heads: Sequence[Entry]) -> Iterable[Diagnostic]:
    """Branches that touch different objects commute; two that touch the same one do not."""
    by_id = {entry.id: entry for entry in entries.values()}
    for number, one in enumerate(heads):
        for other in heads[number + 1 :]:
            mine, theirs = _ancestors(one, by_id), _ancestors(other, by_id)
            shared = _touched(mine - theirs, by_id) & _touched(theirs - mine, by_id)
            if shared:
                names = ", ".join(str(address) for address in sorted(shared))
                yield _finding(
                    "fork",
                    f"{one.name} and {other.name} both change {names}",
                    path / f"{other.name}.sql",
                    f"drop the younger one with `schemac drop {max(one.name, other.name)}`\n"
                    "and generate it again on top of the other",
                )


def _touched(ids: set[str], by_id: Mapping[str, Entry]) -> set[Address]:
    return {address for one in ids for address in (*by_id[one].objects, *by_id[one].dropped)}


def next_name(chain: Chain, words: str, *, prefix: str, now: datetime | None = None) -> str:
    """The next migration's name: a prefix that sorts after every other one, and words.

    The moment is the clock's, or SOURCE_DATE_EPOCH's (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    last = max(chain.entries, default="")
    if prefix == "index":
        numbers = [int(found[0]) for found in map(re.compile(r"\d+").match, chain.entries) if found]
        return f"{max(numbers, default=-1) + 1:04d}_{words}"
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = now or (datetime.fromtimestamp(int(epoch), UTC) if epoch and epoch.isdigit() else datetime.now(UTC))
    before = re.match(r"\d{14}", last)
    stamp = moment.strftime(_STAMP)
    if before and before[0] >= stamp:
        stamp = (datetime.strptime(before[0], _STAMP).replace(tzinfo=UTC) + timedelta(seconds=1)).strftime(_STAMP)
    return f"{stamp}_{words}"


def slug(text: str) -> str:
    """A text as the words of a file name."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:60].rstrip("_") or "change"


def described(operations: Sequence[Operation], *, first: bool) -> str:
    """What a migration does, in a few words."""
    if first:
        return "initial"
    verbs = {"Create": "add", "Drop": "drop", "Rename": "rename", "Alter": "alter"}
    phrases: dict[str, None] = {}
    for operation in operations:
        word, address = verbs[type(operation).__name__], operation.address
        if address.member_kind and not (isinstance(operation, Create | Drop) and address.member_kind == "column"):
            word = "rename" if address.member_kind == "column" and word == "rename" else "alter"
        where = address.name if word == "alter" or not address.member_kind else f"{address.name}_{address.member}"
        phrases[f"{word}_{where}"] = None
    chosen = list(phrases)[:3]
    return slug("_".join(chosen) + ("_and_more" if len(phrases) > 3 else ""))


def refused(plan: Plan, *, allowed: Iterable[str], lint: Mapping[str, Level]) -> list[tuple[Address, str, str]]:
    """The hazards of a plan that the project forbids and nobody allowed: object, code and message."""
    known = set(allowed)
    return [
        (address, hazard.code, hazard.message)
        for address, hazard in plan.hazards()
        if hazard.code not in known and level(hazard.code, lint) == "error"
    ]


def refusals(plan: Plan, *, allowed: Iterable[str], lint: Mapping[str, Level]) -> list[Diagnostic]:
    """The same as findings, each with what the hazard means and how to allow it."""
    found = refused(plan, allowed=allowed, lint=lint)
    return [Diagnostic(code=code, message=message, help=hazard_help(code)) for _, code, message in found]


def write(chain: Chain, entry: Entry, *, up: str, down: str, settings: Mapping[str, str | None]) -> list[Path]:
    """Writes a migration's three files, and ``meta/folder.json``; answers their paths."""
    from schemac_apply.folder import write_folder_file

    path = chain.path
    written = [path / f"{entry.name}.sql", path / f"{entry.name}.down.sql", path / "meta" / f"{entry.name}.json"]
    write_folder_file(
        path,
        dialect=entry.dialect,
        ledger_table=settings["ledger_table"] or "schemac_migrations",
        ledger_schema=settings["ledger_schema"],
    )
    for file, text in zip(written, (up, down, entry.text()), strict=True):
        file.write_text(text, encoding="utf-8", newline="\n")
    return written


def up_text(plan: Plan, *, lint: Mapping[str, Level]) -> str:
    """The forward script: what was allowed stands at its head, for reviewers and for `check`."""
    codes = dict.fromkeys(hazard.code for _, hazard in plan.hazards() if level(hazard.code, lint) == "error")
    head = "".join(f"-- schemac:allow {code}\n" for code in codes)
    silent = frozenset(code for code, setting in lint.items() if setting == "off")
    return (head + "\n" if head else "") + (plan.sql(silent=silent) or "-- Nothing to do in the database.\n")


def down_text(plan: Plan, forward: Difference) -> str:
    """The way back; what it cannot bring back is said at its head."""
    lost = [
        operation.address
        for operation in forward.operations
        if isinstance(operation, Drop)
        and operation.object.holds_data
        and getattr(operation.object, "generated", None) is None
        and operation.address.object_kind in ("table", "column")
        and not _is_inherited(forward.new, operation)
    ]
    head = "".join(
        f"-- The data of {' '.join(str(address).split())} does not come back: only its structure does.\n"
        for address in lost
    )
    return (head + "\n" if head else "") + (plan.sql() or "-- Nothing to do in the database.\n")


def _is_inherited(database: Database, operation: Drop) -> bool:
    """Whether a column that a table no longer declares is one that it has from its parents."""
    table = database.objects.get(operation.address.owner)
    if not isinstance(table, Table) or not operation.address.member_kind:
        return False
    tables = {found.qualified: found for found in database.of_kind(Table.kind) if isinstance(found, Table)}
    return operation.object.name in guarantees.all_columns(table, tables)


def hazard_help(code: str) -> str:
    """What a hazard means, its way out, and how to allow it."""
    kind = HAZARDS[code]
    allow = f"or allow it: `--allow {code}`, or `lint: {{{code}: warn}}` in the project file"
    return f"{kind.meaning}\n{kind.way_out}\n{allow}"


_LOSSES = ("drop-table", "drop-column", "drop-sequence", "drop-schema", "drop-extension", "drop-role")


def losses(path: Path, name: str) -> list[str]:
    """The lines of a migration's way back that say which data goes with it."""
    file = path / f"{name}.down.sql"
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    marks = tuple(f"-- hazard: {code}:" for code in _LOSSES)
    return [line.removeprefix("-- ") for line in text.splitlines() if line.startswith(marks)]


def unallowed(chain: Chain, lint: Mapping[str, Level]) -> list[Diagnostic]:
    """The hazards that scripts name and that neither the script nor the project allows."""
    found: list[Diagnostic] = []
    for name in chain.entries:
        file = chain.path / f"{name}.sql"
        if not file.is_file():
            continue
        text = file.read_text(encoding="utf-8", errors="replace")
        allowed = set(re.findall(r"^-- schemac:allow (\S+)", text, re.MULTILINE))
        for line, words in enumerate(text.splitlines(), 1):
            hazard = re.match(r"-- hazard: ([a-z-]+): (.*)", words)
            if hazard and hazard[1] in HAZARDS and hazard[1] not in allowed and level(hazard[1], lint) == "error":
                span = Span(file=os.path.relpath(file), line=line, column=1, length=len(words), source=words)
                found.append(
                    Diagnostic(
                        code=hazard[1],
                        message=hazard[2],
                        span=span,
                        help=f"allow it in the file: `-- schemac:allow {hazard[1]}`",
                    )
                )
    return found
