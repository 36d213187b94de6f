"""Backfills as blocks that psql runs from end to end: an UPDATE in batches, each committed on its own.

A block may COMMIT only where no transaction block is open around it (manual, "Transaction Management", 43.8).
"""

from __future__ import annotations

from typing import Protocol

from wesley.sql.deparse import deparse, to_sql
from wesley.sql.nodes import expression
from wesley.sql.text import qualified, quote_identifier, quote_literal
from wesley.sql.tree import statement

# Variables are always written behind the label of the block, and a bare name is always a column.
_LABEL = "wesley_backfill"
_PAGE_ROWS = 50


class _Named(Protocol):
    @property
    def schema(self) -> str: ...

    @property
    def name(self) -> str: ...


class _Batches(Protocol):
    @property
    def table(self) -> _Named: ...

    @property
    def key(self) -> tuple[str, ...]: ...

    @property
    def assignments(self) -> tuple[tuple[str, str], ...]: ...

    @property
    def condition(self) -> str: ...

    @property
    def size(self) -> int: ...


def by_key(batches: _Batches) -> str:
    """A DO block that walks the table along its key.

    Args:
        batches: the table, its key, what each row gets, which rows need it, and the rows of a batch.

    Raises:
        SqlError: a name is empty, PostgreSQL cannot hold it, or a value or the condition is no single expression.
    """
    table = qualified(batches.table.schema, batches.table.name)
    key = [quote_identifier(name) for name in batches.key]
    given = ", ".join(f"{column} AS k{ordinal}" for ordinal, column in enumerate(key, start=1))
    order = ", ".join(key)
    from_low = f"{_row(key)} >= {_row(_edge('low', key))}"
    lines = [
        f"    SELECT {given} INTO {_LABEL}.low FROM {table} ORDER BY {order} LIMIT 1;",  # noqa: S608 - names are quoted
        "    IF NOT FOUND THEN",
        "        RETURN;",
        "    END IF;",
        "    LOOP",
        f"        SELECT {given} INTO {_LABEL}.high FROM {table}",  # noqa: S608 - names are quoted
        f"        WHERE {from_low} ORDER BY {order} OFFSET {batches.size:d} LIMIT 1;",
        "        EXIT WHEN NOT FOUND;",
        *_update(batches, f"{from_low} AND {_row(key)} < {_row(_edge('high', key))}", "        "),
        "        COMMIT;",
        f"        {_LABEL}.low := {_LABEL}.high;",
        "    END LOOP;",
        *_update(batches, from_low, "    "),
        "    COMMIT;",
    ]
    return _block(["    low record;", "    high record;"], lines)


def by_page(batches: _Batches) -> str:
    """A DO block that walks the pages which the table has at the start (PostgreSQL 14: TID range scans).

    Raises:
        SqlError: a name is empty, or PostgreSQL cannot hold it.
    """
    table = qualified(batches.table.schema, batches.table.name)
    step = max(batches.size // _PAGE_ROWS, 1)
    declared = [
        "    page bigint := 0;",
        f"    pages bigint := pg_catalog.pg_relation_size({quote_literal(table)}::regclass)",
        "        / pg_catalog.current_setting('block_size')::bigint;",
    ]
    page = f"{_LABEL}.page"
    within = f"ctid >= {_tid(page)} AND ctid < {_tid(f'{page} + {step}')}"
    lines = [
        f"    WHILE {page} < {_LABEL}.pages LOOP",
        *_update(batches, within, "        "),
        "        COMMIT;",
        f"        {page} := {page} + {step};",
        "    END LOOP;",
    ]
    return _block(declared, lines)


def _update(batches: _Batches, within: str, indent: str) -> list[str]:
    table = qualified(batches.table.schema, batches.table.name)
    values = ", ".join(f"{quote_identifier(column)} = {_canonical(value)}" for column, value in batches.assignments)
    return [
        f"{indent}UPDATE {table} SET {values}",  # noqa: S608 - names are quoted, values are single expressions
        f"{indent}WHERE {within} AND ({_canonical(batches.condition)});",
    ]


def _canonical(sql: str) -> str:
    """The text of one expression, and of nothing beside it."""
    return deparse(statement("SELECT __value", value=expression(sql))).removeprefix("SELECT ")


def _block(declared: list[str], lines: list[str]) -> str:
    body = "\n".join(
        [
            "#variable_conflict use_column",
            f"<<{_LABEL}>>",
            "DECLARE",
            *declared,
            "BEGIN",
            "    -- A row that row-level security would hide makes it fail instead of being passed over.",
            "    PERFORM pg_catalog.set_config('row_security', 'off', false);",
            *lines,
            "END",
        ]
    )
    return to_sql(statement("DO '__body'", body=f"\n{body}\n"))


def _edge(name: str, key: list[str]) -> list[str]:
    """The values of the key in the record of this name."""
    return [f"{_LABEL}.{name}.k{ordinal}" for ordinal, _ in enumerate(key, start=1)]


def _row(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"({', '.join(values)})"


def _tid(page: str) -> str:
    return f"pg_catalog.format('(%s,0)', {page})::tid"
