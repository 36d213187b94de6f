"""Reading a live catalog: how long it takes from the first query to the schema."""

from __future__ import annotations

import statistics
import time

from benchmarks.databases import create
from benchmarks.report import say
from benchmarks.schemas import schema


def measure_catalog(tables: int) -> None:
    """The median of three readings of one database, in one process with the modules loaded.

    Args:
        tables: how many tables it has.
    """
    from wesley.cli.collector import collector_off
    from wesley.postgres.embedded import embedded_server

    with embedded_server() as server:
        create(server, "bench", schema(tables))
        with collector_off():
            taken = [_once(server.conninfo("bench")) for _ in range(4)][1:]
    wall = statistics.median(taken)
    say(f"  {'reading a live catalog, queries included':38}{'':15}{wall:7.2f} s wall")


def _once(conninfo: str) -> float:
    from wesley.postgres.catalog.read import read_catalog
    from wesley.postgres.session import session

    with session(conninfo) as connection:
        began = time.perf_counter()
        read_catalog(connection)
        return time.perf_counter() - began
