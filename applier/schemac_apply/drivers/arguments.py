"""The command line of this process, which every user of the machine can read."""

from __future__ import annotations

import os
import sys

from schemac_apply.drivers.urls import replace_passwords

# In /proc/self/stat, counted from the field behind the program's name: see proc(5).
_ARG_START, _ARG_END = 45, 46


def hide_passwords_in_arguments() -> None:
    """Put `*` over the passwords of URLs in what `ps` and /proc/PID/cmdline show, where the system lets us (Linux).

    `sys.argv` stays as it is.
    """
    if not any(_hidden(argument) != argument for argument in sys.argv):
        return
    try:
        with open("/proc/self/stat", "rb") as file:
            # The name may have spaces and brackets in it.
            fields = file.read().rpartition(b")")[2].split()
        start, end = int(fields[_ARG_START]), int(fields[_ARG_END])
        with open("/proc/self/mem", "r+b", buffering=0) as memory:
            memory.seek(start)
            arguments = memory.read(end - start).split(b"\0")
            memory.seek(start)
            memory.write(b"\0".join(os.fsencode(_hidden(os.fsdecode(argument))) for argument in arguments))
    except (OSError, ValueError, IndexError, OverflowError):
        return


def _hidden(argument: str) -> str:
    return replace_passwords(argument, lambda password: "*" * len(os.fsencode(password)))
