"""A project in a folder of its own, and the command line run in it as a person would."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from schemac import cli

PROJECT = """\
schemac: 1
dialect: {dialect}
schema: [schema/*.yaml]
migrations: migrations
environments:
  dev: {{url: "sqlite:///dev.db"}}
"""


class Run(NamedTuple):
    """What a run of the command left: its exit code, results and words."""

    code: int
    out: str
    err: str

    @property
    def found(self) -> list[dict[str, Any]]:
        """The diagnostics of a run with ``--format json``."""
        found: list[dict[str, Any]] = json.loads(self.out)
        return found

    @property
    def codes(self) -> list[str]:
        """The codes of those diagnostics, in order."""
        return [one["code"] for one in self.found]


class Workspace:
    """A folder with a project, and the command run in it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.root = root
        self._capsys = capsys
        self._patch = patch
        patch.chdir(root)

    def write(self, name: str, text: str | bytes) -> Path:
        """Writes a file, its folders too."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def project(self, dialect: str = "sqlite", more: str = "") -> None:
        """Writes a project file."""
        self.write("schemac.yaml", PROJECT.format(dialect=dialect) + more)

    def schema(self, text: str, *, name: str = "schema/a.yaml") -> None:
        """Writes a schema file; its first line is left to this."""
        self.write(name, f"schemac: 1\n{text}")

    def run(self, *arguments: str) -> Run:
        """Runs ``schemac`` with arguments; a traceback is a failure of the test."""
        self._patch.setattr(sys, "argv", ["schemac", *arguments])
        self._capsys.readouterr()
        code = cli._run()
        out, err = self._capsys.readouterr()
        assert "Traceback" not in err
        assert "error[internal]" not in err
        return Run(code, out, err)

    def problems(self, *, dialect: str | None = None) -> list[dict[str, Any]]:
        """What ``validate`` finds, sorted; no finding is an empty list."""
        if dialect is not None or not (self.root / "schemac.yaml").exists():
            self.project(dialect or "sqlite")
        run = self.run("validate", "--format", "json")
        assert run.code in (0, 2)
        assert (run.code == 2) == any(one["severity"] == "error" for one in run.found)
        return run.found
