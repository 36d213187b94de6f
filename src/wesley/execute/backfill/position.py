"""Where a backfill stands. The journal has it as JSON, written in the same transaction as the batch before."""

from __future__ import annotations

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from wesley.ir.codec import compact


class KeyPosition(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="key"):
    """On the way along a key.

    Args:
        low: the first key of the next batch, as texts; none at the start.
        walked: rows that lie behind.
        is_over: True when there is nothing left.
    """

    low: tuple[str, ...] = ()
    walked: int = 0
    is_over: bool = False


class PagePosition(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="page"):
    """On the way through the pages of a table.

    Args:
        page: the first page of the next batch.
        end: the pages that the table had when this pass began; None when none has begun.
        changed: rows that this pass has changed.
        before: rows that the pass before has changed; None in the first one.
    """

    page: int = 0
    end: int | None = None
    changed: int = 0
    before: int | None = None

    @property
    def is_over(self) -> bool:
        """True when a pass has found nothing to do, or no less than the one before.

        A row that a client updates may move to a page that was passed, so one pass is not enough. Rows whose new value
        still needs one, such as NULL, are found by every pass: they do not become fewer.
        """
        if self.end is None or self.page < self.end:
            return False
        return self.changed == 0 or (self.before is not None and self.changed >= self.before)


Position = KeyPosition | PagePosition


def start(key: tuple[str, ...]) -> Position:
    """Where a backfill begins that walks along these columns, or through the pages where there are none."""
    return KeyPosition() if key else PagePosition()


def encoded(position: Position) -> str:
    """As the journal has it."""
    return compact(position).decode()


def decoded(text: str, key: tuple[str, ...]) -> Position:
    """What the journal has; the start when it has nothing."""
    return msgspec.json.decode(text, type=Position) if text else start(key)


def with_rows(position: Position, rows: int) -> Position:
    """A position behind a batch that has changed so many rows."""
    return replace(position, changed=position.changed + rows) if isinstance(position, PagePosition) else position
