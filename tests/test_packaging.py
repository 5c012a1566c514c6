"""What an installed schemac promises to those who import it, extend it or only run it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest

import schemac
import schemac_apply
import schemac_dialects

PACKAGES = [schemac, schemac_apply, schemac_dialects]
PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]
HEAVY = {"_ruamel_yaml", "jinja2", "jsonschema", "jsonschema_rs", "psycopg", "pymysql", "ruamel"}

each_package = pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)


def folder(package: ModuleType) -> Path:
    assert package.__file__
    return Path(package.__file__).parent


def loaded_modules(code: str) -> set[str]:
    """The top-level names of all modules that a new interpreter has loaded after running `code`."""
    report = "import atexit, sys; atexit.register(lambda: print('modules:', *sys.modules, file=sys.stderr))"
    done = subprocess.run([sys.executable, "-c", f"{report}\n{code}"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    names = done.stderr.rpartition("modules:")[2].split()
    assert "atexit" in names, done.stderr
    return {name.partition(".")[0] for name in names}


@each_package
def test_version_is_the_same_everywhere(package: ModuleType) -> None:
    assert package.__version__ == PROJECT["version"]


@each_package
def test_types_are_published(package: ModuleType) -> None:
    assert (folder(package) / "py.typed").is_file()


@pytest.mark.parametrize(
    ("group", "declared"),
    [
        ("console_scripts", PROJECT["scripts"]),
        ("schemac.dialects", PROJECT["entry-points"]["schemac.dialects"]),
    ],
)
def test_entry_points_resolve(group: str, declared: dict[str, str]) -> None:
    found = metadata.distribution("schemac").entry_points.select(group=group)
    assert {point.name: point.value for point in found} == declared
    for point in found:
        assert point.load() is not None


def test_applier_loads_nothing_of_the_compiler() -> None:
    everything = (
        "import importlib, pkgutil, schemac_apply\n"
        "for module in pkgutil.walk_packages(schemac_apply.__path__, 'schemac_apply.'):\n"
        "    if not module.name.endswith('__main__'):\n"
        "        importlib.import_module(module.name)\n"
    )
    loaded = loaded_modules(everything)
    assert "schemac_apply" in loaded
    assert not loaded & {"schemac", "schemac_dialects", "jinja2", "jsonschema", "jsonschema_rs", "ruamel"}


def test_applier_loads_no_driver_before_it_connects() -> None:
    assert not loaded_modules("from schemac_apply import migrate") & {"psycopg", "pymysql"}


@pytest.mark.parametrize(("command", "module"), [("schemac", "schemac.cli"), ("schemac-apply", "schemac_apply.cli")])
def test_help_loads_nothing_heavy(command: str, module: str) -> None:
    loaded = loaded_modules(f"sys.argv = [{command!r}, '--help']\nfrom {module} import main\nmain()")
    assert module.partition(".")[0] in loaded
    assert not loaded & HEAVY


def test_every_third_party_import_is_a_declared_dependency() -> None:
    extras = PROJECT["optional-dependencies"]
    requirements = [*PROJECT["dependencies"], *extras["postgres"], *extras["mysql"], *extras["libsql"]]
    declared = {normalized(requirement) for requirement in requirements}
    providers = metadata.packages_distributions()
    known = sys.stdlib_module_names | {package.__name__ for package in PACKAGES}
    undeclared = {
        f"{file.name}: {name}"
        for package in PACKAGES
        for file in folder(package).rglob("*.py")
        for name in set(imported(file)) - known
        if declared.isdisjoint(map(normalized, providers.get(name, [])))
    }
    assert not undeclared


def normalized(requirement: str) -> str:
    """The name in a requirement, as PEP 503 normalizes it."""
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def imported(file: Path) -> Iterator[str]:
    """The top-level names of the modules that a source file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
