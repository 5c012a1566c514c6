"""The applier of schemac: runs a folder of SQL migrations, keeps a ledger, needs nothing else of schemac."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from schemac_apply.apply import migrate, run_script, status
    from schemac_apply.marks import baseline
    from schemac_apply.results import Entry, Event, Result, Status
    from schemac_apply.threads import baseline_async, migrate_async, rollback_async, status_async
    from schemac_apply.way_back import rollback

__version__ = "0.1.0"
__all__ = [
    "Entry", "Event", "Result", "Status", "__version__", "baseline", "baseline_async", "migrate", "migrate_async",
    "rollback", "rollback_async", "run_script", "status", "status_async",
]  # fmt: skip

_HOMES = {
    **dict.fromkeys(("Entry", "Event", "Result", "Status"), "results"),
    **dict.fromkeys(("migrate", "run_script", "status"), "apply"),
    **dict.fromkeys(("baseline_async", "migrate_async", "rollback_async", "status_async"), "threads"),
    "baseline": "marks",
    "rollback": "way_back",
}


def __getattr__(name: str) -> Any:
    # Importing the package alone, as `--version` does, loads nothing more.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"schemac_apply.{_HOMES[name]}"), name)
