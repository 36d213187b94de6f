"""The directives that the parts of a table have on its type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from wesley.drift.adopt import check, exclusion, foreign_key, index, policy, primary_key, privilege, unique
from wesley.drift.adopt.project import Project, Relation
from wesley.ir.table import Table

Write = Callable[[Project, Relation, Any], "str | None"]

ALL: dict[str, tuple[str, Write]] = {
    "primary key": ("primary_key", primary_key.written),
    "unique constraint": ("uniques", unique.written),
    "check constraint": ("checks", check.written),
    "foreign key": ("foreign_keys", foreign_key.written),
    "exclusion constraint": ("exclusions", exclusion.written),
    "index": ("indexes", index.written),
    "policy": ("policies", policy.written),
}
"""By PostgreSQL's word for it: where the IR has it, and what writes it."""


def elements(table: Table, kind: str) -> tuple[Any, ...]:
    """The elements of a table that a kind of finding is about."""
    found = getattr(table, ALL[kind][0])
    return found if isinstance(found, tuple) else tuple(filter(None, (found,)))


def directives(project: Project, table: Table) -> Iterator[str]:
    """The directives of all parts of a table; what they cannot say is left out, and a trial finds it."""
    relation = (table.schema, table.name)
    for kind, (_, write) in ALL.items():
        yield from filter(None, (write(project, relation, one) for one in elements(table, kind)))
    for grant in table.grants:
        if not grant.columns:
            yield from filter(None, (privilege.written(grant),))
