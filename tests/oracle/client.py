"""The command-line client of a database, run on a script."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from tests import servers


def run(arguments: Sequence[str], text: str) -> subprocess.CompletedProcess[str]:
    """Run a client with a script as its input, whatever comes of it."""
    environment = servers.neutral_environment() | {"LC_ALL": "C.UTF-8"}
    return subprocess.run(arguments, input=text, capture_output=True, text=True, encoding="utf-8", env=environment)
