"""How fast a server works: ranges from which durations are taken.

What is assumed where nobody has measured is wide on purpose. The fast ends are those of tables in memory on a machine
that does nothing else; the slow ends those of network disks of the small kind, which give 50 MB/s, with other work
going on. `make rates` measures them on the machine at hand: with 500,000 rows in memory and both cores busy it read
713 MB/s (VALIDATE CONSTRAINT), indexed 51 MB/s, rewrote 81 MB/s and filled 19,199 rows/s.
"""

from __future__ import annotations

from msgspec import Struct

Range = tuple[float, float]
"""Slowest and fastest."""


class Rates(Struct, frozen=True, kw_only=True):
    """The ranges.

    Args:
        scan, rewrite, build: bytes a second of a table that is read, rewritten with its indexes, or indexed.
        backfill: rows a second.
        measured: the day on which they were measured on the server of the plan, as `2026-01-31`; empty where they are
            assumed.
    """

    scan: Range = (50e6, 2e9)
    rewrite: Range = (10e6, 300e6)
    build: Range = (5e6, 200e6)
    backfill: Range = (2e3, 1e5)
    measured: str = ""


ASSUMED = Rates()

# What was measured on a small table in memory becomes a range: a table that has to come from a disk which others use
# too is slower by this much, and a machine that is less busy than it was a little faster.
_FASTER = 2.0
_SLOWER = 12.0
# Batches were committed and flushed as those of a run are, so less is unknown.
_SLOWER_ROWS = 6.0


def of_measurement(*, scan: float, rewrite: float, build: float, backfill: float, day: str) -> Rates:
    """The ranges that follow from a measurement.

    Args:
        scan, rewrite, build: bytes a second.
        backfill: rows a second.
        day: on which it was made.
    """
    return Rates(
        scan=(scan / _SLOWER, scan * _FASTER),
        rewrite=(rewrite / _SLOWER, rewrite * _FASTER),
        build=(build / _SLOWER, build * _FASTER),
        backfill=(backfill / _SLOWER_ROWS, backfill * _FASTER),
        measured=day,
    )
