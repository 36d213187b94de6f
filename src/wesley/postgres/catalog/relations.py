"""Tables, partitions, views and materialized views: what pg_class says of each, with its size."""

from __future__ import annotations

from typing import NamedTuple

from wesley.ir.size import RelationSize
from wesley.postgres.catalog.references import REFERENCES
from wesley.postgres.catalog.scope import Scope, comment, own
from wesley.postgres.session import Session

# The functions that tell sizes open every relation that they look at: for 2,000 tables and their indexes that was more
# than half of the time. So only those of a megabyte and more are measured with TOAST and indexes; they release their
# locks at once.
_RELATIONS = """
SELECT c.oid, n.nspname, c.relname, c.relkind::text, c.relpersistence::text, c.relrowsecurity, c.relforcerowsecurity,
    c.reloptions, toast.reloptions, {comment}, c.reltuples, c.relpages,
    CASE WHEN size.is_large THEN pg_table_size(c.oid) ELSE size.bytes END,
    CASE WHEN size.is_large THEN pg_indexes_size(c.oid)
        ELSE (SELECT COALESCE(sum(i.relpages), 0)::bigint FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
              WHERE x.indrelid = c.oid) * current_setting('block_size')::bigint END,
    c.relispartition,
    (SELECT i.inhparent FROM pg_inherits i WHERE i.inhrelid = c.oid ORDER BY i.inhseqno LIMIT 1),
    c.reloftype <> 0,
    CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
    CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
    CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
    CASE WHEN c.relkind = 'f' OR c.reloftype <> 0 OR (c.relkind IN ('r', 'p') AND EXISTS
        (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid)) THEN {references} END
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
    CROSS JOIN LATERAL (SELECT bytes, bytes >= 1048576 AS is_large FROM (SELECT
        CASE WHEN c.relkind IN ('r', 'm') THEN COALESCE(pg_relation_size(c.oid), 0) ELSE 0 END
        + COALESCE(toast.relpages, 0) * current_setting('block_size')::bigint AS bytes) main) size
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND {in_scope} AND {own}
"""


class Relation(NamedTuple):
    """A row of pg_class.

    `parent` is what it is a partition of or inherits from, `bound` its bound as a partition, `partition_key` the key
    of a partitioned table, `query` the query of a view; `references` what it stands on where it may be no table of the
    IR.
    """

    oid: int
    schema: str
    name: str
    kind: str
    persistence: str
    row_security: bool
    force_row_security: bool
    options: list[str] | None
    toast_options: list[str] | None
    comment: str | None
    rows: float
    pages: int
    table_bytes: int
    index_bytes: int
    is_partition: bool
    parent: int | None
    is_typed: bool
    bound: str | None
    partition_key: str | None
    query: str | None
    references: list[list[str | None]] | None

    @property
    def is_view(self) -> bool:
        """True for views and materialized views."""
        return self.kind in ("v", "m")

    @property
    def is_table(self) -> bool:
        """True for a table that the IR can hold; its partitions are part of it."""
        return self.kind in ("r", "p") and self.parent is None and not self.is_typed


def read_relations(session: Session, scope: Scope) -> tuple[Relation, ...]:
    """The relations of a database that are no index, sequence or composite type.

    Raises:
        StatementError: the server refused it.
    """
    sql = _RELATIONS.format(
        comment=comment("pg_class", "c.oid"),
        references=REFERENCES.format(catalog="'pg_class'::regclass", oid="c.oid"),
        in_scope=scope.names("n.nspname"),
        own=own("pg_class", "c.oid"),
    )
    return tuple(Relation(*row) for row in session.rows(sql))


def parameters(relation: Relation) -> tuple[tuple[str, str], ...]:
    """The storage parameters or view options, sorted; those of its TOAST table begin with `toast.`."""
    return options(relation.options) + options(relation.toast_options, "toast.")


def options(listed: list[str] | None, prefix: str = "") -> tuple[tuple[str, str], ...]:
    """The `name=value` texts of a `reloptions` column as sorted pairs."""
    pairs = (text.partition("=") for text in listed or ())
    return tuple(sorted((prefix + name, value) for name, _, value in pairs))


def sizes(relations: tuple[Relation, ...]) -> tuple[RelationSize, ...]:
    """The sizes of tables and materialized views, those of partitions in their partitioned table too."""
    by_oid = {one.oid: one for one in relations}
    children: dict[int, list[Relation]] = {}
    for one in relations:
        if one.is_partition and one.parent in by_oid:
            children.setdefault(one.parent, []).append(one)
    found = [_size(one, children) for one in relations if one.kind in ("r", "m", "p")]
    return tuple(sorted(found, key=lambda size: (size.schema, size.name)))


def _size(relation: Relation, children: dict[int, list[Relation]]) -> RelationSize:
    leaves, waiting = [], [relation]
    while waiting:
        one = waiting.pop()
        waiting += children.get(one.oid, [])
        if one.kind in ("r", "m"):
            leaves.append(one)
    counted = [_rows(leaf) for leaf in leaves]
    known = [rows for rows in counted if rows is not None]
    return RelationSize(
        schema=relation.schema,
        name=relation.name,
        rows=sum(known) if len(known) == len(counted) and known else None,
        table_bytes=sum(leaf.table_bytes for leaf in leaves),
        index_bytes=sum(leaf.index_bytes for leaf in leaves),
    )


def _rows(relation: Relation) -> int | None:
    """The estimate; before 14 a table without pages and rows was never analyzed (release notes of 14), or is empty."""
    if relation.rows < 0 or (relation.rows == 0 and relation.pages == 0):
        return None
    return int(relation.rows)
