"""How big a relation of a live database is: what a plan's durations are estimated from."""

from __future__ import annotations

from msgspec import Struct


class RelationSize(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The size of a table or materialized view; of a partitioned table, that of all its partitions together.

    Args:
        schema, name: where it lives.
        rows: the planner's estimate (pg_class.reltuples); None where it was never analyzed.
        table_bytes: bytes on disk with TOAST, without indexes.
        index_bytes: bytes on disk of its indexes; for a table below a megabyte as of its last VACUUM or ANALYZE.
    """

    schema: str
    name: str
    rows: int | None = None
    table_bytes: int = 0
    index_bytes: int = 0
