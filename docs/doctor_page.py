"""The page of `wesley doctor`: every check with its limits and why it matters, from the code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from wesley.health import DATABASE, ENVIRONMENT
from wesley.health.check import Check

_HEAD = """# Health checks

`wesley doctor` makes all of them, one after the other. Each looks in a transaction that can only read, whose statements
are given up after 5 seconds and whose locks after one; so none of them changes anything or waits for anybody. What may
not be looked at is skipped and says why: `pg_monitor` lets the migrator see most of it.

| status | meaning |
|---|---|
| ok | nothing is to be done |
| warning | a migration may run, and somebody should look at this |
| error | a migration would fail or do harm; `wesley doctor` exits with 1 |
| skipped | it could not be looked at, for the reason that it tells |
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD, *_table("On this machine", ENVIRONMENT), *_table("In a database", DATABASE)]
    return "\n".join(parts)


def _table(title: str, checks: Sequence[Check[Any]]) -> Iterator[str]:
    yield f"## {title}\n"
    for check in checks:
        yield f"### {check.name}\n"
        yield f"{check.why}\n"
        yield f"* {check.limits[:1].upper()}{check.limits[1:]}."
        yield f"* Its value is in: {check.unit}.\n" if check.unit else "* It has no value.\n"
