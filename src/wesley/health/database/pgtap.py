"""Whether pgTAP is there."""

from __future__ import annotations

from wesley.health.check import Check, Finding, ok
from wesley.health.server import Server

_FOUND = "SELECT default_version, installed_version FROM pg_available_extensions WHERE name = 'pgtap'"


def _look(server: Server) -> Finding:
    found = server.session.rows(_FOUND)
    if not found:
        return ok("it is not there; `wesley test` brings what its tests need of it", 0.0)
    available, installed = found[0]
    if installed is None:
        return ok(f"the server has {available}; it is not in this database, and need not be", 1.0)
    return ok(f"{installed} is in this database", 1.0)


CHECK = Check(
    name="pgtap",
    title="pgTAP",
    why="Generated tests are pgTAP's. `wesley test` uses the extension where there is one, else a part of it in plain "
    "SQL; whoever runs the tests with pg_prove needs the extension.",
    limits="none: both ways will do",
    look=_look,
    unit="1 where it is there",
)
