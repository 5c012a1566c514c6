"""The applier of schemac: runs a folder of SQL migrations, keeps a ledger, needs nothing else of schemac."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from schemac_apply.apply import migrate, rollback, run_script, status
    from schemac_apply.results import Entry, Event, Result, Status

__version__ = "0.1.0"
__all__ = ["Entry", "Event", "Result", "Status", "__version__", "migrate", "rollback", "run_script", "status"]


def __getattr__(name: str) -> Any:
    # Importing the package alone, as `--version` does, loads nothing more.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from schemac_apply import apply, results

    return getattr(results if name in ("Entry", "Event", "Result", "Status") else apply, name)
