"""A database with as many rows as wanted, and copies of it."""

from __future__ import annotations

from pathlib import Path

from proof.load.cases import BEFORE, FOLDER
from wesley.config.settings import Settings
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.sdl.read import read
from wesley.sdl.source import Source
from wesley.targets.postgres.document import document

TENANTS = 10
CUSTOMERS = 10_000
_CUSTOMERS = "INSERT INTO customers SELECT n, 'Customer ' || n FROM generate_series(1, {customers}) AS n"
_ORDERS = """
INSERT INTO orders (tenant_id, customer_id, reference, quantity, note, remark)
SELECT 1 + n % {tenants}, 1 + n % {customers}, 'R-' || n, n % 1000, 'Note ' || n, 'Remark ' || n
FROM generate_series(1, {rows}) AS n;
"""


def filled(conninfo: str, rows: int) -> None:
    """Load the schema of before into an empty database, and rows into it.

    Args:
        conninfo: the database.
        rows: how many orders; the order number n has the tenant 1 + n % 10.
    """
    load(conninfo, _schema(FOLDER / BEFORE))
    with session(conninfo) as one:
        one.run(_CUSTOMERS.format(customers=CUSTOMERS))
        one.run(_ORDERS.format(rows=rows, tenants=TENANTS, customers=CUSTOMERS))
        one.run("VACUUM (ANALYZE)")


def _schema(file: Path) -> str:
    schema = read([Source(file.name, file.read_text(encoding="utf-8"))], Settings()).schema
    if schema is None:
        raise ValueError(f"{file} is no schema")
    return document(schema)
