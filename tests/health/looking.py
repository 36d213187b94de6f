"""Making one check of a database, as `wesley doctor` makes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wesley.health.check import Check, Finding
from wesley.health.look import look_at
from wesley.health.server import Server
from wesley.observe.events import Event
from wesley.postgres.session import Session, session


def found(check: Check[Server], conninfo: str, **besides: Any) -> Finding:
    """What a check finds in a database.

    Args:
        check: the check.
        conninfo: the database.
        besides: what is known of it besides, by the names of `Server`.
    """
    events: list[Event] = []
    with session(conninfo) as looking:
        result = look_at(check, Server(session=looking, conninfo=conninfo, **besides), events.append)
        assert not looking.in_transaction
    assert len(events) == 1
    return result.finding


def seen(check: Check[Server], conninfo: str, **besides: Any) -> tuple[str, str]:
    """The status and what was seen."""
    finding = found(check, conninfo, **besides)
    assert (finding.do != "") == (finding.status in {"warning", "error"}) or finding.status == "skipped"
    return finding.status.value, finding.seen


def run(conninfo: str, *statements: str) -> None:
    """Run statements as the superuser."""
    with session(conninfo) as one:
        for statement in statements:
            one.run(statement)


@contextmanager
def held(conninfo: str, *statements: str) -> Iterator[Session]:
    """A session that has run statements and stays for the length of a `with` block."""
    with session(conninfo) as one:
        for statement in statements:
            one.run(statement)
        yield one


@contextmanager
def role(conninfo: str, name: str, options: str = "") -> Iterator[str]:
    """The address of the database as a role that may log in; it is gone at the end with what it owns."""
    run(conninfo, f"CREATE ROLE {name} LOGIN {options}")
    try:
        yield f"{conninfo} user={name}"
    finally:
        run(conninfo, f"DROP OWNED BY {name} CASCADE", f"DROP ROLE {name}")
