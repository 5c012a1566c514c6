"""The project file: which schema files, which dialect, which folder, which databases."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from schemac import dialect as dialects
from schemac import source
from schemac.diagnostics import Diagnostic, SchemacError, Span, fail, suggestion
from schemac.dialect import Dialect, Filters
from schemac.hazards import Level
from schemac.source import Document

FILES = ("schemac.yaml", "schemac.yml", "schemac.toml", "pyproject.toml")
_TABLE = re.compile(r"^\s*\[\s*tool\s*\.\s*schemac\s*[.\]]", re.MULTILINE)
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_RELATIVE_FILE = re.compile(r"(\w+:///)([^/:?][^?]*)")
_SCHEMA_SUFFIXES = (".yaml", ".yml", ".toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project for one dialect: of a project with ``targets``, one of them.

    root: the folder of the project file; file: its Document; version: the oldest of the database that it is for, empty
    where none is said; globs: patterns of schema files; migrations: the folder;
    environments: name → URL as written; confirm: environments that ask before they are changed.
    """

    root: Path
    file: Document
    dialect: Dialect
    globs: tuple[str, ...]
    migrations: Path
    version: tuple[int, ...] = ()
    target: str | None = None
    environments: Mapping[str, str] = field(default_factory=dict)
    confirm: frozenset[str] = frozenset()
    filters: Filters = field(default_factory=Filters)
    ledger_table: str = "schemac_migrations"
    ledger_schema: str | None = None
    prefix: str = "timestamp"
    lint: Mapping[str, Level] = field(default_factory=dict)

    def for_all_targets(self) -> list[Project]:
        """The project for each dialect that its file names."""
        names: Iterable[str | None] = self.file.data.get("targets") or ()
        if "dialect" in self.file.data:
            names = (None, *names)
        return [_project(self.file, self.root, name) for name in names]

    def documents(self) -> list[Document]:
        """The schema files, in order of path; raises SchemacError with every finding of every file."""
        return read_documents(self._files(), self.root)

    def _files(self) -> list[Path]:
        files: dict[Path, None] = {}
        problems: list[Diagnostic] = []
        for position, pattern in enumerate(self.globs):
            span = self.file.span(("schema", position))
            try:
                files |= dict.fromkeys(self._matches(pattern, span))
            except SchemacError as error:
                problems.extend(error.diagnostics)
        if problems:
            raise SchemacError(problems)
        return list(files)

    def _matches(self, pattern: str, span: Span) -> list[Path]:
        outside = "schema files stand below the project file"
        if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            raise fail("path-leaves-project", f"'{pattern}' leaves the project's folder", span=span, help=outside)
        try:
            # Not every Python takes "." for a pattern.
            matches = self.root.glob(pattern) if Path(pattern).parts else ()
            paths = [path for path in matches if path.is_file() and path.suffix in _SCHEMA_SUFFIXES]
        except (ValueError, IndexError):
            raise fail(
                "bad-pattern",
                f"'{pattern}' is no pattern of files",
                span=span,
                help="`**` stands for folders: `schema/**/*.yaml`",
            ) from None
        if not paths:
            folder = self.root.joinpath(pattern).is_dir()
            raise fail(
                "no-schema-files",
                f"no file matches '{pattern}'",
                span=span,
                help=f"it is a folder: write `{Path(pattern).as_posix()}/**/*.yaml`"
                if folder
                else "a schema file ends in .yaml, .yml or .toml",
            )
        for path in paths:
            if not path.resolve().is_relative_to(self.root):
                raise fail(
                    "path-leaves-project",
                    f"'{path.relative_to(self.root)}' is a link out of the project's folder",
                    span=span,
                    help=outside,
                )
        return sorted(paths)

    def environment(self, name: str | None) -> str:
        """An environment by its name; the only one or ``dev`` where none is named."""
        if name is None:
            if not self.environments:
                raise fail(
                    "no-database", "no database is given", help="give --url, or `environments:` in the project file"
                )
            return "dev" if "dev" in self.environments else next(iter(self.environments))
        if name not in self.environments:
            raise fail(
                "unknown-environment",
                f"there is no environment '{name}'",
                help=suggestion(name, self.environments) or f"known: {', '.join(self.environments) or 'none'}",
            )
        return name

    def url(self, environment: str | None) -> str:
        """The URL of an environment, its variables filled in; a relative file is looked for beside the project file."""
        name = self.environment(environment)
        url = _filled(self.environments[name], self.file.span(("environments", name)))
        # Only a database that needs no server is a file.
        file = _RELATIVE_FILE.fullmatch(url) if self.dialect.default_url and self.root != Path.cwd() else None
        return f"{file[1]}{quote(str(self.root / unquote(file[2])))}" if file else url


def _filled(text: str, span: Span) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] not in os.environ:
            raise fail(
                "unset-variable",
                f"the environment variable {match[1]} is not set",
                span=span,
                help=f"export {match[1]}=…",
            )
        return os.environ[match[1]]

    return _VARIABLE.sub(value, text)


def read_documents(paths: Iterable[Path], root: Path) -> list[Document]:
    """Schema files as valid Documents; raises SchemacError with every finding of every file."""
    from schemac.validate import validate

    documents: list[Document] = []
    found: list[Diagnostic] = []
    for path in paths:
        try:
            document = source.read(path, shown=os.path.relpath(path, root) if path.is_relative_to(root) else str(path))
        except SchemacError as error:
            found.extend(error.diagnostics)
            continue
        problems = validate(document)
        found.extend(problems)
        if not problems:
            documents.append(document)
    if found:
        raise SchemacError(found)
    return documents


def find(start: Path) -> Path:
    """The project file of a folder or of the nearest one above it; raises SchemacError when there is none."""
    for folder in (start, *start.parents):
        for name in FILES:
            path = folder / name
            if path.is_file() and (
                name != "pyproject.toml" or _TABLE.search(path.read_text(encoding="utf-8", errors="replace"))
            ):
                return path
    raise fail("no-project", f"there is no schemac.yaml in {start} or above it", help="`schemac init` makes one")


def load(path: Path, *, target: str | None = None) -> Project:
    """The project of a project file, or of a folder that has one; ``target`` chooses among its targets."""
    from schemac.validate import validate

    file = find(path.resolve()) if path.is_dir() else path.resolve()
    document = source.read(file, shown=file.name)
    if file.name == "pyproject.toml":
        held = document.data.get("tool", {}).get("schemac")
        if held is None:
            raise fail(
                "no-project", f"{file.name} has no table [tool.schemac]", help="`schemac init` makes a project file"
            )
        document = Document(path=file.name, text=document.text, data=held, root=("tool", "schemac"))
    found = validate(document, against="project")
    if found:
        raise SchemacError(found)
    return _project(document, file.parent, _target(document, target))


def _project(document: Document, root: Path, target: str | None) -> Project:
    """The project of a valid project file for one of its targets."""
    data = {**document.data, **(document.data["targets"][target] if target else {})}
    if "dialect" not in data:
        raise fail(
            "no-dialect",
            "the project names no dialect",
            span=document.span(()),
            help=f"add `dialect:`, one of {', '.join(dialects.names())}",
        )
    try:
        dialect = dialects.find(data["dialect"])
    except SchemacError as error:
        span = document.span(("targets", target, "dialect") if target else ("dialect",))
        raise SchemacError([replace(found, span=span) for found in error.diagnostics]) from error
    globs = data.get("schema", ["schema/**/*.yaml"])
    filters, ledger = data.get("filters") or {}, data.get("ledger") or {}
    environments = {
        name: held if isinstance(held, dict) else {"url": held}
        for name, held in (data.get("environments") or {}).items()
    }
    return Project(
        root=root,
        file=document,
        dialect=dialect,
        globs=(globs,) if isinstance(globs, str) else tuple(globs),
        migrations=_inside(root, data.get("migrations", "migrations"), document, target),
        version=tuple(int(part) for part in data.get("version", "").split(".") if part),
        target=target,
        environments={name: held["url"] for name, held in environments.items() if "url" in held},
        confirm=frozenset(name for name, held in environments.items() if held.get("confirm")),
        filters=Filters(schemas=tuple(filters.get("schemas", ())), tables=tuple(filters.get("tables", ()))),
        ledger_table=ledger.get("table", "schemac_migrations"),
        ledger_schema=ledger.get("schema"),
        prefix=data.get("prefix", "timestamp"),
        lint=data.get("lint") or {},
    )


def _target(document: Document, target: str | None) -> str | None:
    """The target that is meant: the first one where the project itself has no dialect."""
    targets: Mapping[str, Any] = document.data.get("targets") or {}
    if target is None:
        return next(iter(targets), None) if "dialect" not in document.data else None
    if target not in targets:
        raise fail(
            "unknown-target",
            f"there is no target '{target}'",
            help=suggestion(target, targets) or f"known: {', '.join(targets) or 'none'}",
        )
    return target


def _inside(root: Path, folder: str, document: Document, target: str | None) -> Path:
    path = (root / folder).resolve()
    if not path.is_relative_to(root):
        span = document.span(("targets", target, "migrations") if target else ("migrations",))
        raise fail(
            "path-leaves-project",
            f"'{folder}' leaves the project's folder",
            span=span,
            help="the migration folder stands below the project file",
        )
    return path
