"""What a catalog holds and Wesley does not manage: listed, left alone, never dropped unseen."""

from __future__ import annotations

from msgspec import Struct


class Reference(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an unmanaged object stands on: a relation, one column of it, a type, or a function `name(arguments)`."""

    schema: str
    name: str
    column: str | None = None


class Unmanaged(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An object of a live database that the IR cannot hold.

    Args:
        kind: PostgreSQL's word for it: `rule`, `aggregate`, `foreign table`, `constraint trigger`, ...
        schema, name: where it lives; `schema` is empty for what lives in none.
        table: name of the table that it belongs to, in `schema`; None when it stands alone.
        reason: what of it the IR cannot hold, in a few words.
        references: what it stands on, sorted; a plan that changes one of these is refused.
    """

    kind: str
    schema: str
    name: str
    table: str | None = None
    reason: str = ""
    references: tuple[Reference, ...] = ()
