"""How near the database is to the wraparound of transaction ids."""

from __future__ import annotations

from wesley.health.check import Check, Finding, graded
from wesley.health.server import Server

# Past 2^31 less 3 million the server takes no more transactions (manual, Preventing Transaction ID Wraparound
# Failures); autovacuum begins at autovacuum_freeze_max_age, 200 million by default.
_LAST = float((1 << 31) - 3_000_000)
_LIMITS = (0.25, 0.5)
_FOUND = """
SELECT age(datfrozenxid)::float8, mxid_age(datminmxid)::float8 FROM pg_database WHERE datname = current_database()
"""


def _look(server: Server) -> Finding:
    return judged(*server.session.rows(_FOUND)[0])


def judged(transactions: float, members: float) -> Finding:
    """What is to be said of the ages of a database.

    Args:
        transactions, members: age of its oldest transaction id, and of its oldest multixact id.
    """
    part = max(transactions, members) / _LAST
    seen = f"{transactions:,.0f} transaction ids since the last freezing, {part:.0%} of what there is"
    return graded(seen, "find what keeps autovacuum back (long transactions, slots), then VACUUM FREEZE", part, _LIMITS)


CHECK = Check(
    name="transaction-ids",
    title="transaction ids",
    why="Autovacuum runs against wraparound do not give way to DDL as others do, so locks are hard to have; at the end "
    "the server takes no more transactions (manual, Routine Vacuuming).",
    limits="warning from 25 %, error from 50 %",
    look=_look,
    unit="ratio",
)
