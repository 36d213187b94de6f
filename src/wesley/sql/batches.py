"""Backfills: an UPDATE in batches, each committed on its own; by statement, and as blocks that psql runs to the end.

A block may COMMIT only where no transaction block is open around it (manual, "Transaction Management", 43.8).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from wesley.sql.deparse import deparse, to_sql
from wesley.sql.nodes import expression
from wesley.sql.text import qualified, quote_identifier, quote_literal
from wesley.sql.tree import statement

# Variables are always written behind the label of the block, and a bare name is always a column.
_LABEL = "wesley_backfill"
# A bare name behind ORDER BY would be an output column where there is one of that name (manual, SELECT, ORDER BY).
_TABLE = "wesley_filled"
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
    order = _order(key)
    from_low = f"{_row(key)} >= {_row(_edge('low', key))}"
    lines = [
        f"    SELECT {given} INTO {_LABEL}.low FROM {table} AS {_TABLE} ORDER BY {order} LIMIT 1;",  # noqa: S608 - names are quoted
        "    IF NOT FOUND THEN",
        "        RETURN;",
        "    END IF;",
        "    LOOP",
        f"        SELECT {given} INTO {_LABEL}.high FROM {table} AS {_TABLE}",  # noqa: S608 - names are quoted
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
    """A DO block that walks the pages of a table (PostgreSQL 14: TID range scans).

    A row that a client updates before its page was reached may move to a page that was passed, so the table is walked
    again until nothing was left to do, or no less than the time before: rows whose new value still needs one.

    Raises:
        SqlError: a name is empty, or PostgreSQL cannot hold it.
    """
    table = qualified(batches.table.schema, batches.table.name)
    step = pages(batches.size)
    declared = [
        "    page bigint;",
        "    pages bigint;",
        "    changed bigint;",
        "    done bigint;",
        "    before bigint;",
    ]
    page, done, before = f"{_LABEL}.page", f"{_LABEL}.done", f"{_LABEL}.before"
    within = f"ctid >= {_tid(page)} AND ctid < {_tid(f'{page} + {step}')}"
    lines = [
        "    LOOP",
        f"        {page} := 0;",
        f"        {done} := 0;",
        f"        {_LABEL}.pages := pg_catalog.pg_relation_size({quote_literal(table)}::regclass)",
        "            / pg_catalog.current_setting('block_size')::bigint;",
        f"        WHILE {page} < {_LABEL}.pages LOOP",
        *_update(batches, within, " " * 12),
        f"            GET DIAGNOSTICS {_LABEL}.changed = ROW_COUNT;",
        "            COMMIT;",
        f"            {done} := {done} + {_LABEL}.changed;",
        f"            {page} := {page} + {step};",
        "        END LOOP;",
        f"        EXIT WHEN {done} = 0 OR {done} >= {before};",
        f"        {before} := {done};",
        "    END LOOP;",
    ]
    return _block(declared, lines)


def pages(rows: int) -> int:
    """How many pages may hold so many rows: a batch of a table without a key."""
    return max(rows // _PAGE_ROWS, 1)


def key_after(batches: _Batches, low: Sequence[str], rows: int) -> str:
    """A query for the key that stands so many rows behind another one: where the next batch begins.

    Args:
        batches: the table and its key.
        low: the first key of this batch, as texts; none for the start of the table.
        rows: how many rows this batch has.

    Returns:
        A query that gives the key as texts, or no row where fewer rows are left.

    Raises:
        SqlError: PostgreSQL cannot hold a name or a text.
    """
    key = [quote_identifier(name) for name in batches.key]
    table = qualified(batches.table.schema, batches.table.name)
    given = ", ".join(f"{column}::text" for column in key)
    where = f" WHERE {_row(key)} >= {_constants(low)}" if low else ""
    return (
        f"SELECT {given} FROM {table} AS {_TABLE}{where} "  # noqa: S608 - names are quoted
        f"ORDER BY {_order(key)} OFFSET {rows:d} LIMIT 1"
    )


def update_keys(batches: _Batches, low: Sequence[str], high: Sequence[str]) -> str:
    """The UPDATE of a batch.

    Args:
        batches: what each row gets, and which rows need it.
        low: the first key of the batch, as texts that the server takes for values of the key's types; none for the
            start of the table.
        high: the first key that is no longer in it; none for the end of the table.

    Raises:
        SqlError: PostgreSQL cannot hold a name or a text, or a value or the condition is no single expression.
    """
    key = _row([quote_identifier(name) for name in batches.key])
    bounds = [f"{key} >= {_constants(low)}"] if low else []
    bounds += [f"{key} < {_constants(high)}"] if high else []
    return "\n".join(_update(batches, " AND ".join(bounds), ""))


def update_pages(batches: _Batches, first: int, end: int) -> str:
    """The UPDATE of the rows on some pages, from the first to the one before the end (PostgreSQL 14).

    Raises:
        SqlError: as for `update_keys`.
    """
    return "\n".join(_update(batches, f"ctid >= '({first:d},0)'::tid AND ctid < '({end:d},0)'::tid", ""))


def _update(batches: _Batches, within: str, indent: str) -> list[str]:
    table = qualified(batches.table.schema, batches.table.name)
    values = ", ".join(f"{quote_identifier(column)} = {_canonical(value)}" for column, value in batches.assignments)
    where = f"{within} AND " if within else ""
    return [
        f"{indent}UPDATE {table} SET {values}",  # noqa: S608 - names are quoted, values are single expressions
        f"{indent}WHERE {where}({_canonical(batches.condition)});",
    ]


@lru_cache(maxsize=256)
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


def _order(key: list[str]) -> str:
    return ", ".join(f"{_TABLE}.{column}" for column in key)


def _constants(texts: Sequence[str]) -> str:
    return _row([quote_literal(text) for text in texts])


def _row(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"({', '.join(values)})"


def _tid(page: str) -> str:
    return f"pg_catalog.format('(%s,0)', {page})::tid"
