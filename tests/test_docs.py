"""What the documents say is so: samples compile, commands exist, hazards are explained, links lead on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from schemac import dialect as dialects
from schemac import project, source
from schemac.cli import COMMANDS, commands
from schemac.dialect import TypeNames
from schemac.diff import diff
from schemac.hazards import HAZARDS
from schemac.ir import Database
from schemac.lower import lower
from schemac.lower.access import LOWERERS as OF_ACCESS
from schemac.lower.objects import LOWERERS as OF_OBJECTS
from schemac.lower.routines import LOWERERS as OF_ROUTINES
from schemac.lower.types import LOWERERS as OF_TYPES
from schemac.plan import plan
from schemac.validate import validate
from schemac_apply.cli import commands as apply_commands

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
DOCS = ROOT / "docs"
PAGES = sorted([README, ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md"), *(ROOT / "spec").glob("*.md")])
HAZARD_PAGE = DOCS / "hazards.md"
LANGUAGE = DOCS / "language.md"  # its samples are tested with the JSON Schema
RENDERED = ("postgres", "sqlite", "mysql", "mariadb")


class Block(NamedTuple):
    """A fenced block of a page."""

    page: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def blocks(page: Path, language: str | None = None) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        if language in (None, found[1]):
            yield Block(page, text.count("\n", 0, found.start()) + 1, found[1], found[2])


def outside_blocks(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def section(page: Path, heading: str) -> str:
    """The text below a heading, up to the next one of its level or above."""
    level = heading.split()[0]
    text = page.read_text(encoding="utf-8")
    pattern = rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{len(level)}}} |\Z)"
    found = re.search(pattern, text, re.MULTILINE | re.DOTALL)
    assert found, f"{page.name} has no heading {heading!r}"
    return found[1]


def headings(page: Path) -> list[str]:
    return re.findall(r"^#+ (.+)$", outside_blocks(page), re.MULTILINE)


def anchor(heading: str) -> str:
    """A heading's anchor, as GitHub makes it."""
    words = re.sub(r"[`*]|\[([^]]*)\]\([^)]*\)", r"\1", heading).lower()
    kept = (letter for letter in words if letter in " -_" or unicodedata.category(letter)[0] in "LN")
    return "".join(kept).replace(" ", "-")


YAML = [block for page in PAGES if page != LANGUAGE for block in blocks(page, "yaml")]


@pytest.mark.parametrize("block", YAML, ids=str)
def test_sample_is_valid(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = source.parse(block.text, path=f"{block}.yaml")
    if isinstance(document.data.get("schema"), list):
        assert validate(document, against="project") == []
        monkeypatch.setenv("DATABASE_URL", "sqlite:///x.db")
        (tmp_path / "schemac.yaml").write_text(block.text)
        loaded = project.load(tmp_path)
        assert all("://" in loaded.url(name) for name in loaded.environments)
        return
    assert validate(document) == []
    own = "sqlite" if str(block).startswith("sqlite.md") else "postgres" if "::" in block.text else None
    for name in (own,) if own else RENDERED:
        assert lower([document], dialects.find(name), root=tmp_path).places


def test_there_are_samples() -> None:
    assert {block.page.name for block in YAML} >= {"README.md", "commands.md", "hazards.md"}


def test_readme_shows_the_sql_of_its_schema(tmp_path: Path) -> None:
    schema, sql = (next(blocks(README, language)).text for language in ("yaml", "sql"))
    assert len(schema.splitlines()) <= 12
    dialect = dialects.find("postgres")
    declared = lower([source.parse(schema, path="README.md")], dialect, root=tmp_path).database
    assert plan(diff(Database(), declared), dialect).sql() == sql


def test_readme_loop_runs(tmp_path: Path) -> None:
    """The commands of the loop, one block after the other, its schema file put in place in between."""
    start = README.read_text(encoding="utf-8").index("## The loop")
    line = README.read_text(encoding="utf-8").count("\n", 0, start)
    steps = [block for block in blocks(README) if block.line > line]
    assert [block.language for block in steps] == ["sh", "yaml", "sh", "sh"]
    program = tmp_path / "bin" / "schemac"
    program.parent.mkdir()
    run = "from schemac.cli import main; main()"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{run}' \"$@\"\n")
    program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{program.parent}:/usr/bin:/bin"}
    folder = tmp_path
    outputs = []
    for step in steps:
        if step.language == "yaml":
            (folder / "schema" / "schema.yaml").write_text(step.text)
            continue
        command = ["/bin/sh", "-e", "-c", step.text]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, f"{step}: {done.stderr}"
        outputs.append(done.stdout + done.stderr)
        folder = tmp_path / "shop"
    assert 'RENAME COLUMN "name" TO "full_name"' in outputs[1]
    assert "2 applied" in outputs[1]
    assert "no difference" in outputs[2]
    assert "rolled back 1 migration" in outputs[2]


PYTHON = [block for page in ("api.md", "many-databases.md") for block in blocks(DOCS / page, "python")]


@pytest.mark.parametrize("block", PYTHON, ids=str)
def test_python_sample_runs(block: Block, tmp_path: Path) -> None:
    migrations = tmp_path / "migrations" / "meta"
    migrations.mkdir(parents=True)
    (migrations / "folder.json").write_text('{"version": 1, "dialect": "sqlite"}')
    (tmp_path / "migrations" / "1_initial.sql").write_text("create table notes (id integer primary key);")
    command = [sys.executable, "-c", block.text]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    if "run schemac-apply" in block.text:
        assert (done.returncode, "lacks 1_initial" in done.stderr) == (1, True), done.stderr
    else:
        assert done.returncode == 0, done.stderr


def test_there_are_python_samples() -> None:
    assert len(PYTHON) >= 4


def options(command: click.Command) -> set[str]:
    names = {name for one in command.params if isinstance(one, click.Option) for name in one.opts}
    return {name for name in names if name.startswith("--")}


def mentioned(text: str) -> set[str]:
    return set(re.findall(r"`(--[a-z-]+)", text))


COMMAND_PAGE = DOCS / "commands.md"


def schemac_command(name: str) -> click.Command:
    found = commands.get_command(click.Context(commands), name)
    assert found is not None
    return found


PROGRAMS: Mapping[str, Mapping[str, click.Command]] = {
    "schemac": {name: schemac_command(name) for name in COMMANDS},
    "schemac-apply": apply_commands.commands,
}


def option_lines(text: str) -> str:
    """The rows of tables, and the line of shared options."""
    return "\n".join(line for line in text.splitlines() if line.startswith(("| `-", "Shared options:")))


@pytest.mark.parametrize("name", COMMANDS)
def test_page_has_the_options_of(name: str) -> None:
    assert mentioned(option_lines(section(COMMAND_PAGE, f"## {name}"))) == options(schemac_command(name))


@pytest.mark.parametrize("name", sorted(apply_commands.commands))
def test_page_has_the_options_of_the_applier(name: str) -> None:
    shared = mentioned(option_lines(section(COMMAND_PAGE, "## schemac-apply").partition("### ")[0]))
    own = mentioned(option_lines(section(COMMAND_PAGE, f"### schemac-apply {name}")))
    if name == "script":
        # It reaches no database.
        shared = {"--dir"}
    assert own | shared == options(apply_commands.commands[name])
    assert not own & shared


def test_page_names_no_other_command() -> None:
    found = [words for words in headings(COMMAND_PAGE) if schemac_heading(words)]
    assert found == [*COMMANDS, *(f"schemac-apply {name}" for name in apply_commands.commands)]
    table = re.findall(r"^\| \[`([a-z-]+)`\]", COMMAND_PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert table == list(COMMANDS)


def schemac_heading(words: str) -> bool:
    return words in COMMANDS or words.startswith("schemac-apply ")


def test_shared_options_exist() -> None:
    every = set[str]().union(*(options(schemac_command(name)) for name in COMMANDS))
    shared = mentioned(option_lines(section(COMMAND_PAGE, "## Shared options")))
    used = [option for name in COMMANDS for option in options(schemac_command(name))]
    assert shared <= every
    listed = {option for name in COMMANDS for option in mentioned(shared_line(section(COMMAND_PAGE, f"## {name}")))}
    assert listed == shared
    assert all(used.count(option) > 1 for option in shared)


def shared_line(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.startswith("Shared options:"))


def invocations() -> Iterator[tuple[str, str, list[str]]]:
    """Every command line of the documents: where, which program, its words."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        shell = [block.text for block in blocks(page) if block.language in ("", "sh")]
        lines = "".join(shell).splitlines()
        lines += re.findall(r"`(schemac(?:-apply)? [^`]+)`", text)
        for line in lines:
            words = line.partition("#")[0].split()
            if len(words) > 1 and words[0] in PROGRAMS and re.fullmatch("[a-z]+", words[1]):
                yield f"{page.name}: {line}", words[0], words[1:]


def test_command_lines_exist() -> None:
    found = list(invocations())
    assert len(found) > 10
    for where, program, words in found:
        assert words[0] in PROGRAMS[program], where
        given = {word.partition("=")[0] for word in words[1:] if word.startswith("--")} - {"--help"}
        assert given <= options(PROGRAMS[program][words[0]]), where


def test_environment_variables_are_read() -> None:
    table = re.findall(r"^\| (`.*?) \|", section(COMMAND_PAGE, "## Conventions"), re.MULTILINE)
    named = set(re.findall(r"`([A-Z_]+)`", " ".join(table)))
    files = [path for folder in ("compiler", "applier") for path in (ROOT / folder).rglob("*.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    assert {"SCHEMAC_URL", "DATABASE_URL"} <= named
    assert {name for name in named if f'"{name}"' in code} == named
    assert set(re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", code)) - {"HOME", "TERM"} <= named


@pytest.mark.parametrize("code", HAZARDS)
def test_hazard_is_explained(code: str) -> None:
    text = section(HAZARD_PAGE, f"### {code}")
    for label in ("**Means:** ", "**Way out:** "):
        assert len(re.findall(rf"^{re.escape(label)}.{{12,}}", text, re.MULTILINE)) == 1


def test_levels_of_hazards() -> None:
    text = HAZARD_PAGE.read_text(encoding="utf-8")
    table = re.findall(r"^\| \[([a-z-]+)\]\(#([a-z-]+)\) \| (\w+) \|$", text, re.MULTILINE)
    assert table == [(code, code, kind.level) for code, kind in HAZARDS.items()]
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) == set(HAZARDS)


def test_what_is_rendered() -> None:
    text = section(DOCS / "architecture.md", "## What is rendered")
    rows = re.findall(r"^\| `(\w+)`" + r" \| ([^|]+)" * len(RENDERED) + r" \|$", text, re.MULTILINE)
    lowerers = {**OF_ACCESS, **OF_OBJECTS, **OF_ROUTINES, **OF_TYPES}
    kinds = {key: kind for key, (kind, _) in lowerers.items()} | {"tables": "table"}
    assert {row[0] for row in rows} == set(kinds)
    for position, name in enumerate(RENDERED, 1):
        rendered = {key for key, kind in kinds.items() if kind in dialects.find(name).supports}
        assert {row[0] for row in rows if row[position] != "no"} == rendered


def test_portable_types() -> None:
    text = section(DOCS / "language.md", "## One schema for several databases")
    rows = re.findall(r"^\| `([^`|]+)`" + r" \| (`[^`|]+`|—)" * 4 + r" \|$", text, re.MULTILINE)
    assert len(rows) > 20
    for name, *cells in rows:
        found = (
            dialects.find(one).resolve_type(name, TypeNames(own={}))
            for one in ("postgres", "mysql", "mariadb", "sqlite")
        )
        assert [f"`{one}`" if one else "—" for one in found] == cells, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = outside_blocks(page)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        path, _, fragment = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        if fragment:
            assert fragment in [anchor(words) for words in headings(there)], target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_that_are_named_exist(page: Path) -> None:
    folders = "compiler|dialects|applier|tests|docs|spec|schemas_example"
    for name in re.findall(rf"`((?:{folders})/[\w./-]+)`", outside_blocks(page)):
        assert (ROOT / name).exists(), name
