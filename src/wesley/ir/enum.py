"""A native enum type."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.origin import NOWHERE, Origin


class Enum(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """CREATE TYPE ... AS ENUM; the order of `values` is their order in PostgreSQL."""

    schema: str
    name: str
    values: tuple[str, ...]
    comment: str | None = None
    origin: Origin = NOWHERE
