"""Whether the server's version is one that Wesley knows and its makers still mend."""

from __future__ import annotations

from datetime import date

from wesley.health.check import Check, Finding, error, ok, warning
from wesley.health.server import Server
from wesley.postgres.catalog.server import NEWEST, OLDEST

# The final release of each major version (postgresql.org, Versioning Policy).
_FINAL = {
    12: date(2024, 11, 21),
    13: date(2025, 11, 13),
    14: date(2026, 11, 12),
    15: date(2027, 11, 11),
    16: date(2028, 11, 9),
    17: date(2029, 11, 8),
    18: date(2030, 11, 14),
}
_SOON_DAYS = 180


def _look(server: Server) -> Finding:
    shown, today = server.session.rows("SELECT current_setting('server_version'), current_date")[0]
    return judged(server.major, str(shown), today)


def judged(major: int, shown: str, today: date) -> Finding:
    """What is to be said of a version on a day.

    Args:
        major: the major version.
        shown: the version as the server prints it.
        today: the day.
    """
    value = float(major)
    if major < OLDEST:
        return error(f"PostgreSQL {shown}", f"upgrade the server: Wesley knows {OLDEST} to {NEWEST}", value)
    if major > NEWEST:
        return error(f"PostgreSQL {shown}", f"upgrade Wesley: this one knows {OLDEST} to {NEWEST}", value)
    final = _FINAL[major]
    if today > final:
        return warning(f"PostgreSQL {shown} gets no fixes since {final}", "plan an upgrade of the server", value)
    if (final - today).days < _SOON_DAYS:
        return warning(f"PostgreSQL {shown} gets no fixes after {final}", "plan an upgrade of the server", value)
    return ok(f"PostgreSQL {shown}, which gets fixes until {final}", value)


CHECK = Check(
    name="version",
    title="version of the server",
    why="What statements lock and rewrite differs between versions and was measured for these. Faults of a version "
    "that is not mended any more stay.",
    limits=f"warning within {_SOON_DAYS} days of the last fixes and after; error outside of {OLDEST} to {NEWEST}",
    look=_look,
    unit="major version",
)
