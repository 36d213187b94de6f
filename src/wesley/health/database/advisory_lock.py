"""Whether another migrator works here."""

from __future__ import annotations

from wesley.execute.guard import holder
from wesley.health.check import Check, Finding, ok, warning
from wesley.health.server import Server


def _look(server: Server) -> Finding:
    who = holder(server.session)
    if not who:
        return ok("nobody holds the lock of a migrator", 0.0)
    do = "wait for its end; `wesley status` says how far it is"
    return warning(f"another migrator works on this database: {who}", do, 1.0)


CHECK = Check(
    name="advisory-lock",
    title="lock of the migrator",
    why="One migrator at a time: a second one is refused as long as the first holds its advisory lock.",
    limits="warning when somebody holds it",
    look=_look,
    unit="holders",
)
