"""What `make demo` shows at the end: somebody changes the database by hand, and drift is found and repaired."""

from __future__ import annotations

from pathlib import Path

from proof.demo.command import wesley
from proof.report import say
from wesley.postgres.session import session

BY_HAND = (
    "CREATE INDEX tasks_title_hotfix ON tasks (title)",
    "ALTER TABLE tasks ALTER COLUMN title DROP NOT NULL",
    "ALTER TABLE tasks NO FORCE ROW LEVEL SECURITY",
)


def show(conninfo: str, plan: Path, *options: str) -> bool:
    """Change the database by hand, look at it, repair it, look again.

    Args:
        conninfo: a database with version 2.
        plan: where to put what the repair says of its plan.
        options: what the last migration had to be told.

    Returns:
        Whether drift was found, and none afterwards.
    """
    say("\nOne night somebody changes it by hand:")
    with session(conninfo) as psql:
        for statement in BY_HAND:
            say(f"  {statement}")
            psql.run(statement)
    say("\nIn the morning drift is found:")
    found = wesley(["drift", "next", "--exit-code"], conninfo)
    say("\nRepairing it by a migration to the schema, which is the truth:")
    repaired = wesley(["migrate", "--to", "next", "--yes", *options], conninfo, plan)
    say("\nAnd now:")
    return found == 1 and repaired == 0 and wesley(["drift", "next", "--exit-code"], conninfo) == 0
