"""What `ts` of a scalar may be, so that the Zod schema of the scalar has that type."""

from __future__ import annotations

from wesley.sql.type_name import base_type, is_array

_NOT_TEXT = frozenset({"boolean", "smallint", "integer", "real", "double precision", "json", "jsonb"})
_VECTORS = frozenset({"vector", "halfvec"})


def fits(ts: str | None, zod: str | None, sql: str) -> bool:
    """True when a schema of the scalar has the type `ts`: its own, or the one that follows from the SQL type.

    Args:
        ts: the TypeScript type; None when it follows from `sql`.
        zod: the Zod schema; None when it follows from `sql`.
        sql: the PostgreSQL type, as `canonical_type` gives it.
    """
    return ts is None or zod is not None or (ts.strip() == "string" and _is_string(sql))


def own(ts: str | None, zod: str | None) -> str | None:
    """The TypeScript type that says more than the SQL type; `string` alone is what follows from it (see `fits`)."""
    return ts if zod is not None else None


def way_out(ts: str | None) -> str:
    """How to make `ts` right where it does not fit."""
    return f"give `zod` too: a schema whose output is `{ts}`; or leave `ts` out, and it follows from `sql`"


def _is_string(sql: str) -> bool:
    """Whether JSON holds a value of the type as a string: text, or a number that JavaScript would round."""
    return not is_array(sql) and base_type(sql)[1] not in _NOT_TEXT | _VECTORS
