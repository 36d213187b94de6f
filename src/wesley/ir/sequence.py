"""A sequence that is not the sequence of an identity column."""

from __future__ import annotations

from sys import intern

from msgspec import Struct
from msgspec.structs import force_setattr

from wesley.ir.origin import NOWHERE, Origin


class Sequence(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """CREATE SEQUENCE.

    Args:
        schema, name: where it lives.
        type: `smallint`, `integer` or `bigint`.
        start, increment, minimum, maximum, cache: as CREATE SEQUENCE; None for PostgreSQL's own default.
        cycle: CYCLE.
        owned_by: schema, table and column of OWNED BY (a `serial` column has such a sequence); None for NONE.
        comment: text of COMMENT ON SEQUENCE.
        origin: where it was written.
    """

    schema: str
    name: str
    type: str = "bigint"
    start: int | None = None
    increment: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    cache: int | None = None
    cycle: bool = False
    owned_by: tuple[str, str, str] | None = None
    comment: str | None = None
    origin: Origin = NOWHERE

    def __post_init__(self) -> None:
        force_setattr(self, "type", intern(self.type))
