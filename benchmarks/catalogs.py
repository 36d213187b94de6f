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
    cpu, wall = (statistics.median(values) for values in zip(*taken, strict=True))
    say(f"  {'reading a live catalog, without start':38}{cpu:7.2f} s CPU {wall:7.2f} s wall")


def _once(conninfo: str) -> tuple[float, float]:
    """CPU seconds of the client and wall seconds, those of the server's queries included."""
    from wesley.postgres.catalog.read import read_catalog
    from wesley.postgres.session import session

    with session(conninfo) as connection:
        began, used = time.perf_counter(), time.process_time()
        read_catalog(connection)
        return time.process_time() - used, time.perf_counter() - began
