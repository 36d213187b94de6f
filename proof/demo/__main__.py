"""`make demo`: the first version of examples/saas in use, and a migration to the second one that nobody waits for."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from proof.clients import Crowd, Load, at_work
from proof.demo.scripts import SCRIPTS
from proof.figures import Felt, felt
from proof.report import say
from wesley.postgres.binaries import Binaries, found
from wesley.postgres.database import load
from wesley.postgres.embedded import embedded_server

SAAS = Path(__file__).parents[2] / "examples" / "saas"
TASKS = 50_000
CLIENTS = 8
RATE = 50
# The first version has version 15 in its configuration.
OLDEST = 15
BEFORE = 5.0
AFTER = 1.0
LOSES = "users.last_seen_at"


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
            return _upgrade(server.conninfo(), plan, crowd)


def _binaries() -> Binaries | None:
    """Those with which a load can be made."""
    fitting = (one for one in found() if one.major >= OLDEST and (Path(one.folder) / "pgbench").is_file())
    return next(fitting, None)


def _fill(conninfo: str) -> None:
    text = Path(__file__).with_name("fill.sql").read_text(encoding="utf-8")
    load(conninfo, text.format(tasks=TASKS))


def _upgrade(conninfo: str, plan: Path, crowd: Crowd) -> int:
    say(f"Version 1 at work: {CLIENTS} clients read and write, each as a person of a customer, {RATE} times a second")
    time.sleep(1)
    since = time.time()
    time.sleep(BEFORE)
    say("\nMigrating it to version 2 meanwhile:")
    began = time.time()
    is_done = _migrate(conninfo, "next", plan, "--allow-drop", LOSES)
    ended = time.time()
    time.sleep(AFTER)
    crowd.stop()
    seen, errors = crowd.transactions(), crowd.errors()
    before, during = felt(seen, since, began), felt(seen, began, ended + AFTER)
    say(f"\nWhat the clients felt, in milliseconds:\n{_row('before', before)}\n{_row('during', during)}")
    say(f"Errors: {', '.join(sorted({*errors})) if errors else 'none'}")
    return 0 if is_done and not errors else 1


def _row(label: str, what: Felt) -> str:
    stall, longest = what.stall * 1000, what.longest * 1000
    return (
        f"  {label}  longest stall {stall:4.0f}   longest transaction {longest:4.0f}   transactions {what.transactions}"
    )


def _migrate(conninfo: str, to: str, plan: Path, *options: str) -> bool:
    """Run the command in the folder of the example, its plan put aside: it is long, and can be looked at there."""
    words = ["migrate", "--to", to, "--database-url", conninfo, "--yes", *options]
    say(f"  wesley {' '.join(words[:3])} --database-url ... --yes {' '.join(options)}".rstrip())
    with plan.open("w") as output:
        done = subprocess.run(
            [sys.executable, "-m", "wesley.cli", *words],
            cwd=SAAS,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            check=False,
        )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
