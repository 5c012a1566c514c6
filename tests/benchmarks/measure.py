"""What one command costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """Seconds of CPU (user and system) and of wall-clock time, and peak memory in MB, of a command."""

    cpu: float
    wall: float
    memory: float


def measure(*command: str | Path, cwd: Path, cache: Path) -> Cost:
    """Run a command in a folder, with its caches below another one.

    Raises:
        RuntimeError: it failed.
    """
    # The kernel counts the memory of a process from before its exec: it has to be started by a small one.
    starter = [sys.executable, "-I", "-S", __file__]
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "NO_COLOR": "1"}
    done = subprocess.run([*starter, *map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True)
    if done.returncode:
        words = " ".join(map(str, command))
        raise RuntimeError(f"{words}\nfailed in {cwd} with {done.returncode}:\n{done.stderr[-2000:]}")
    return Cost(*json.loads(done.stdout))


def _run(*command: str) -> int:
    """Run a command without its output; print its cost as JSON."""
    started = time.perf_counter()
    quiet = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[quiet])
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - started
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    print(json.dumps([usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit]))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(_run(*sys.argv[1:]))
