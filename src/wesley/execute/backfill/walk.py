"""The next batch of a backfill: which rows, and where it stands after them."""

from __future__ import annotations

from msgspec import Struct

from wesley.changes.statement import Batches
from wesley.execute.backfill.position import KeyPosition, PagePosition, Position
from wesley.postgres.session import Session
from wesley.sql.batches import key_after, pages, update_keys, update_pages
from wesley.sql.text import qualified

# Keys travel as texts, which have to mean the same when they come back (manual, datestyle, intervalstyle,
# extra_float_digits). The values that rows get are computed under the settings of the role.
EXACT_TEXTS = "SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 3"
OWN_TEXTS = (
    "SET LOCAL DateStyle TO DEFAULT; SET LOCAL IntervalStyle TO DEFAULT; SET LOCAL extra_float_digits TO DEFAULT"
)
_PAGES = "SELECT pg_relation_size(%s::regclass) / current_setting('block_size')::bigint"


class Reach(Struct, frozen=True, kw_only=True):
    """A batch.

    Args:
        sql: its UPDATE.
        after: where the backfill stands when it is done.
        length: how far it goes, in rows or blocks.
    """

    sql: str
    after: Position
    length: int


def next_reach(worker: Session, batches: Batches, position: Position, size: int) -> Reach:
    """The batch that begins at a position.

    Args:
        worker: inside the transaction of the batch, with `EXACT_TEXTS`.
        batches: the backfill.
        position: where it stands; not over.
        size: rows of the batch.

    Raises:
        StatementError: the server refused to look.
    """
    if isinstance(position, KeyPosition):
        return _by_key(worker, batches, position, size)
    return _by_page(worker, batches, position, size)


def _by_key(worker: Session, batches: Batches, position: KeyPosition, size: int) -> Reach:
    rows = worker.rows(key_after(batches, position.low, size))
    high: tuple[str, ...] = tuple(rows[0]) if rows else ()
    return Reach(
        sql=update_keys(batches, position.low, high),
        after=KeyPosition(low=high, walked=position.walked + (size if rows else 0), is_over=not rows),
        length=size,
    )


def _by_page(worker: Session, batches: Batches, position: PagePosition, size: int) -> Reach:
    begun = _in_a_pass(worker, batches, position)
    end = begun.end or 0
    page = min(begun.page + pages(size), end)
    return Reach(
        sql=update_pages(batches, begun.page, page),
        after=PagePosition(page=page, end=end, changed=begun.changed, before=begun.before),
        length=page - begun.page,
    )


def _in_a_pass(worker: Session, batches: Batches, position: PagePosition) -> PagePosition:
    """The position itself, or the start of the next pass."""
    if position.end is not None and position.page < position.end:
        return position
    rows = worker.rows(_PAGES, [qualified(batches.table.schema, batches.table.name)])
    before = None if position.end is None else position.changed
    return PagePosition(page=0, end=int(rows[0][0]), before=before)
