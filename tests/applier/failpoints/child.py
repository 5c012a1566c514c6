"""A process that has imported everything, and makes one of its kind for each run that is to fail.

It reads a request in JSON from each line of its standard input, and answers it with a line.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from typing import Any

_LONGEST = 90


def serve() -> None:
    """Answer requests until there are no more."""
    # Another module may stand for the standard library's, as in the tests' own process.
    sys.modules["sqlite3"] = importlib.import_module(sys.argv[1])
    for name in ("psycopg", "pymysql", "schemac_apply.drivers.postgres", "schemac_apply.drivers.mysql_connect"):
        try:
            importlib.import_module(name)
        except ImportError:
            # A test that needs it is skipped.
            continue
    for name in ("drivers.mysql_address", "drivers.sqlite", "apply", "way_back", "marks", "report"):
        importlib.import_module(f"schemac_apply.{name}")
    from schemac_apply.sql.split import split
    from tests.applier.failpoints import book, wire  # noqa: F401

    for dialect in book.DATABASES:
        # The rules of each are made when they are first needed.
        list(split("SELECT 1", dialect=dialect, path=""))

    for line in sys.stdin:
        print(json.dumps(_answered(json.loads(line))), flush=True)


def _answered(request: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked in a process of its own."""
    source, sink = os.pipe()
    process = os.fork()
    if not process:
        os.close(source)
        _run(request, sink)
    os.close(sink)
    with os.fdopen(source, "rb") as stream:
        text = stream.read()
    _, status = os.waitpid(process, 0)
    code = os.waitstatus_to_exitcode(status)
    if code in (-signal.SIGKILL, -signal.SIGXFSZ):
        return {"end": "killed", "struck": True, "messages": []}
    if code:
        return {"end": "crashed", "struck": True, "messages": [], "message": f"exit code {code}"}
    answer: dict[str, Any] = json.loads(text)
    return answer


def _run(request: dict[str, Any], sink: int) -> None:
    from tests.applier.failpoints import runs, wire

    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.alarm(_LONGEST)
    point = wire.Point(**request["point"]) if request["point"] else None
    url = request["url"]
    line = wire.Wire(point, lambda session: runs.terminate(url, session), request["crash"])
    wrap = {"sqlite": wire.wrap_sqlite, "postgresql": wire.wrap_psycopg}.get(url.partition(":")[0], wire.wrap_pymysql)
    wrap(line)
    outcome = runs.perform(url, request["folder"], request["act"], request["options"])
    text = json.dumps({**outcome, "struck": line.struck, "messages": line.messages})
    with os.fdopen(sink, "wb") as stream:
        stream.write(text.encode())
    os._exit(0)


if __name__ == "__main__":
    serve()
