"""`make demo`: the first version of examples/saas in use, a migration to the second one that nobody waits for, and
what a change by hand leads to."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from proof.clients import Crowd, Load, at_work
from proof.demo import drift
from proof.demo.command import wesley
from proof.demo.scripts import SCRIPTS
from proof.figures import Felt, felt
from proof.report import say
from wesley.postgres.binaries import Binaries, found
from wesley.postgres.database import load
from wesley.postgres.embedded import embedded_server

TASKS = 50_000
CLIENTS = 8
RATE = 50
# The first version has version 15 in its configuration.
OLDEST = 15
BEFORE = 5.0
AFTER = 1.0
LOSES = ("--allow-drop", "users.last_seen_at")


def main() -> int:
    """Show it; 1 when it does not go as it should."""
    binaries = _binaries()
    if binaries is None:
        say("No installation of PostgreSQL 15 or newer has pgbench: pip install 'wesley-schema[embedded]'")
        return 1
    say("\nStarting an empty PostgreSQL server and migrating it to version 1:")
    with embedded_server(binaries) as server, tempfile.TemporaryDirectory(prefix="wesley-demo-") as folder:
        plan = Path(folder) / "plan.txt"
        if not _migrate(server.conninfo(), "schema", plan):
            return 1
        say(f"\nFilling it: 20 customers, 200 people, {TASKS:,} tasks")
        _fill(server.conninfo())
        work = Load(
            binaries=binaries.folder,
            conninfo=server.conninfo(),
            scripts=SCRIPTS,
            rows=TASKS,
            protocol="simple",
            clients=CLIENTS,
            rate=RATE,
        )
        with at_work(work) as crowd:
            is_done = _upgrade(server.conninfo(), plan, crowd)
        return 0 if is_done and drift.show(server.conninfo(), plan, *LOSES) else 1


def _binaries() -> Binaries | None:
    """Those with which a load can be made."""
    fitting = (one for one in found() if one.major >= OLDEST and (Path(one.folder) / "pgbench").is_file())
    return next(fitting, None)


def _fill(conninfo: str) -> None:
    text = Path(__file__).with_name("fill.sql").read_text(encoding="utf-8")
    load(conninfo, text.format(tasks=TASKS))


def _upgrade(conninfo: str, plan: Path, crowd: Crowd) -> bool:
    say(f"Version 1 at work: {CLIENTS} clients read and write, each as a person of a customer, {RATE} times a second")
    time.sleep(1)
    since = time.time()
    time.sleep(BEFORE)
    say("\nMigrating it to version 2 meanwhile:")
    began = time.time()
    is_done = _migrate(conninfo, "next", plan, *LOSES)
    ended = time.time()
    time.sleep(AFTER)
    crowd.stop()
    seen, errors = crowd.transactions(), crowd.errors()
    before, during = felt(seen, since, began), felt(seen, began, ended + AFTER)
    say(f"\nWhat the clients felt, in milliseconds:\n{_row('before', before)}\n{_row('during', during)}")
    say(f"Errors: {', '.join(sorted({*errors})) if errors else 'none'}")
    return is_done and not errors


def _row(label: str, what: Felt) -> str:
    stall, longest = what.stall * 1000, what.longest * 1000
    return (
        f"  {label}  longest stall {stall:4.0f}   longest transaction {longest:4.0f}   transactions {what.transactions}"
    )


def _migrate(conninfo: str, to: str, plan: Path, *options: str) -> bool:
    """Migrate, with the plan put aside: it is long, and can be looked at there."""
    return wesley(["migrate", "--to", to, "--yes", *options], conninfo, plan) == 0


if __name__ == "__main__":
    sys.exit(main())
