"""Two versions of an application of examples/saas: what each says to the database, and what it reads.

They work as the application's role with their customer set; only people who sign up are written by the owner of the
tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wesley.postgres.session import session

if TYPE_CHECKING:
    from collections.abc import Iterator

ACME = "00000000-0000-0000-0000-00000000000a"
BOLT = "00000000-0000-0000-0000-00000000000b"
ANN = "00000000-0000-0000-0000-0000000000a1"
CLEO = "00000000-0000-0000-0000-0000000000b1"
WEB = "00000000-0000-0000-0003-00000000000a"
ANN_AT_ACME = "00000000-0000-0000-0002-0000000000a1"

Said = list[list[tuple[Any, ...]]]


def signs_up(conninfo: str, name_column: str, name: str, time_zone: str | None = None) -> None:
    """A person signs up, at an application that knows one of the names of the column, and the time zone or not."""
    columns, values = ("", "") if time_zone is None else (", time_zone", f", '{time_zone}'")
    person = f"'{name.lower()}@new.example', '{name}'{values}"
    with session(conninfo) as owner:
        owner.run(f"INSERT INTO users (email, {name_column}{columns}) VALUES ({person})")


def says(conninfo: str, statements: tuple[str, ...], tenant: str = ACME, user: str = ANN) -> Said:
    """Run statements in one transaction as the application; the rows of those that return some."""
    return list(_answers(conninfo, statements, tenant, user))


def _answers(conninfo: str, statements: tuple[str, ...], tenant: str, user: str) -> Iterator[list[tuple[Any, ...]]]:
    with session(conninfo) as worker:
        worker.run("BEGIN")
        worker.run("SET LOCAL ROLE app_user")
        worker.run(f"SET LOCAL app.tenant_id = '{tenant}'")
        worker.run(f"SET LOCAL app.user_id = '{user}'")
        for statement in statements:
            yield worker.rows(statement)
        worker.run("COMMIT")


def old_statements(number: int) -> tuple[str, ...]:
    """What the application in use says; `number` makes what it writes its own."""
    task = f"organization_id = '{ACME}' AND number = {number}"
    return (
        f"UPDATE users SET display_name = 'Ann {number}', last_seen_at = now() RETURNING display_name",
        "SELECT display_name, last_seen_at IS NOT NULL FROM users",
        f"""INSERT INTO tasks (organization_id, project_id, number, title, status)
        VALUES ('{ACME}', '{WEB}', {number}, 'Old', 'TODO') RETURNING number""",
        f"UPDATE tasks SET status = 'DROPPED', number = number + 100000 WHERE {task} RETURNING number, is_closed",
        "SELECT DISTINCT organization_id::text FROM tasks",
        "SELECT DISTINCT organization_id::text FROM projects",
        f"""INSERT INTO projects (organization_id, key, name) VALUES ('{ACME}', 'P{number}', 'Old')
        RETURNING status::text""",
        f"INSERT INTO rooms (organization_id, name, seats) VALUES ('{ACME}', 'Old {number}', 1) RETURNING seats",
        f"""INSERT INTO webhooks (organization_id, url, events, secret)
        VALUES ('{ACME}', 'https://acme.example/{number}', '{{}}', 's') RETURNING is_active""",
        f"""INSERT INTO notifications (organization_id, user_id, kind, text)
        VALUES ('{ACME}', '{ANN}', 'task', 'OLD {number}') RETURNING search_text""",
    )


def old_answers(number: int) -> Said:
    """What it has to read, whatever else goes on."""
    return [
        [(f"Ann {number}",)],
        [(f"Ann {number}", True)],
        [(number,)],
        [(number + 100000, True)],
        [(ACME,)],
        [(ACME,)],
        [("PLANNED",)],
        [(1,)],
        [(True,)],
        [(f"old {number}",)],
    ]


def new_statements(number: int) -> tuple[str, ...]:
    """What the next application says; task numbers are beyond what an `int` holds."""
    large = 3_000_000_000 + number
    return (
        f"UPDATE users SET full_name = 'Anna {number}', time_zone = 'Europe/Vienna' RETURNING full_name",
        "SELECT full_name, time_zone FROM users",
        f"""INSERT INTO tasks (organization_id, project_id, number, title, status, due_at)
        VALUES ('{ACME}', '{WEB}', {large}, 'New', 'REVIEW', now()) RETURNING number""",
        f"UPDATE tasks SET number = number + 1000 WHERE number = {large} RETURNING number, is_closed",
        f"""INSERT INTO projects (organization_id, key, name, lead_id)
        VALUES ('{ACME}', 'N{number}', 'New', '{ANN_AT_ACME}') RETURNING lead_id::text""",
        f"UPDATE projects SET lead_id = NULL WHERE key = 'N{number}' RETURNING lead_id",
        f"""INSERT INTO time_entries (organization_id, task_id, membership_id, started_at, minutes)
        SELECT organization_id, id, '{ANN_AT_ACME}', now(), 30 FROM tasks WHERE number = {large + 1000}
        RETURNING minutes""",
        "SELECT DISTINCT organization_id::text FROM time_entries",
        "UPDATE organizations SET plan = 'STARTER' RETURNING plan::text",
        f"""INSERT INTO notifications (organization_id, user_id, kind, text)
        VALUES ('{ACME}', '{ANN}', 'task', 'NEW {number}') RETURNING search_text""",
        f"DELETE FROM notifications WHERE text = 'NEW {number}' RETURNING search_text",
    )


def new_answers(number: int) -> Said:
    """What it has to read."""
    large = 3_000_001_000 + number
    return [
        [(f"Anna {number}",)],
        [(f"Anna {number}", "Europe/Vienna")],
        [(large - 1000,)],
        [(large, False)],
        [(ANN_AT_ACME,)],
        [(None,)],
        [(30,)],
        [(ACME,)],
        [("STARTER",)],
        [(f"new {number}",)],
        [(f"new {number}",)],
    ]
