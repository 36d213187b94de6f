"""`make rates`: how fast this machine reads, rewrites, indexes and fills a table, beside the ranges that plans assume.

The server is the embedded one: it keeps its cluster in memory where the machine has room for that, and it waits for no
disk (fsync = off). So the rates are near the fast ends of what is possible here; the slow ends of the ranges are for
servers whose tables have to come from a disk that others use, too.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from msgspec import Struct

from benchmarks.report import say
from wesley.changes.statement import Batches, RelationName
from wesley.plan.report.rates import ASSUMED
from wesley.postgres.embedded import embedded_server
from wesley.postgres.session import Session, session
from wesley.sql.batches import by_key

ROWS = 500_000
RUNS = 3
_SIZES = "SELECT pg_table_size('items'), pg_indexes_size('items')"
_CREATE = (
    "CREATE TABLE items (id bigint PRIMARY KEY, quantity integer NOT NULL, email text NOT NULL, note text)",
    f"INSERT INTO items SELECT n, n % 1000, md5(n::text) || '@example.org', repeat(md5(n::text), 3) "  # noqa: S608
    f"FROM generate_series(1, {ROWS}) AS n",
    "CREATE INDEX items_email_idx ON items (email)",
    "VACUUM ANALYZE items",
)
_CHECK = "ALTER TABLE items ADD CONSTRAINT items_quantity_check CHECK (quantity >= 0) NOT VALID"
_FILL = Batches(
    table=RelationName(schema="public", name="items"),
    key=("id",),
    assignments=(("total", "quantity * 2"),),
    condition="total IS NULL",
)


class _Measured(Struct, frozen=True):
    """What a statement did a second, and the range that plans assume; in bytes or rows."""

    label: str
    rate: float
    range: tuple[float, float]
    unit: float
    unit_name: str


def main() -> None:
    """Measure and print a table."""
    say(f"{ROWS:,} rows on the embedded server, the median of {RUNS} runs, beside the range that plans assume.\n")
    with embedded_server() as server, session(server.conninfo()) as connection:
        for statement in _CREATE:
            connection.run(statement)
        for measured in (_scan(connection), _build(connection), _rewrite(connection), _backfill(connection)):
            _print(measured)


def _scan(connection: Session) -> _Measured:
    def prepare() -> None:
        connection.run("ALTER TABLE items DROP CONSTRAINT IF EXISTS items_quantity_check")
        connection.run(_CHECK)

    seconds = _median(prepare, lambda: connection.run("ALTER TABLE items VALIDATE CONSTRAINT items_quantity_check"))
    table, _ = _bytes(connection)
    return _Measured("scan: VALIDATE CONSTRAINT", table / seconds, ASSUMED.scan, 1e6, "MB/s")


def _build(connection: Session) -> _Measured:
    seconds = _median(
        lambda: connection.run("DROP INDEX IF EXISTS items_new_idx"),
        lambda: connection.run("CREATE INDEX CONCURRENTLY items_new_idx ON items (email, quantity)"),
    )
    connection.run("DROP INDEX items_new_idx")
    table, _ = _bytes(connection)
    return _Measured("build: CREATE INDEX CONCURRENTLY", table / seconds, ASSUMED.build, 1e6, "MB/s of table")


def _rewrite(connection: Session) -> _Measured:
    seconds = _median(
        lambda: connection.run("ALTER TABLE items ALTER COLUMN quantity TYPE integer"),
        lambda: connection.run("ALTER TABLE items ALTER COLUMN quantity TYPE bigint"),
    )
    table, indexes = _bytes(connection)
    return _Measured(
        "rewrite: ALTER COLUMN TYPE", (table + indexes) / seconds, ASSUMED.rewrite, 1e6, "MB/s with indexes"
    )


def _backfill(connection: Session) -> _Measured:
    def prepare() -> None:
        connection.run("ALTER TABLE items DROP COLUMN IF EXISTS total, ADD COLUMN total bigint")
        connection.run("VACUUM items")

    seconds = _median(prepare, lambda: connection.run(by_key(_FILL)))
    return _Measured("backfill: UPDATE in batches by key", ROWS / seconds, ASSUMED.backfill, 1, "rows/s")


def _median(prepare: Callable[[], None], work: Callable[[], None]) -> float:
    """Seconds that the work takes, each time after its preparation."""
    taken = []
    for _ in range(RUNS):
        prepare()
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def _bytes(connection: Session) -> tuple[int, int]:
    """Bytes of the table and of its indexes."""
    table, indexes = connection.rows(_SIZES)[0]
    return table, indexes


def _print(measured: _Measured) -> None:
    slow, fast = (end / measured.unit for end in measured.range)
    verdict = "" if slow <= measured.rate / measured.unit <= fast else "  OUTSIDE"
    rate = f"{measured.rate / measured.unit:10,.0f} {measured.unit_name}"
    say(f"  {measured.label:36}{rate:30} assumed {slow:,.0f} to {fast:,.0f}{verdict}")


if __name__ == "__main__":
    main()
