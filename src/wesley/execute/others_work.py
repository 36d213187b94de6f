"""What somebody else has made while a plan was not finished: the way back does not take it away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from wesley.execute.codes import CHANGED_MEANWHILE
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.plan.own_objects import IN_NAMESPACES
from wesley.problems.problem import Problem, WesleyError

# The names that a plan gives what it makes on its way (`changes/own_names.py`).
_OURS = "wesley_"


def with_others_work(target: Physical, found: Physical, known: tuple[Physical, ...]) -> Physical:
    """Where the way back leads: where the plan began, and what the plan knows nothing of.

    Args:
        target: where the plan began.
        found: what is there.
        known: the schemas that the plan speaks of.
    """
    names = {name for schema in known for name in _names(schema)}
    for collection in IN_NAMESPACES:
        others = tuple(one for one in getattr(found, collection) if _is_others(one, names))
        if others:
            target = replace(target, **{collection: (*getattr(target, collection), *others)})
    there = {one.name for schema in known for one in schema.namespaces}
    others = tuple(one for one in found.namespaces if one.name not in there and not one.name.startswith(_OURS))
    return replace(target, namespaces=(*target.namespaces, *others)) if others else target


def refuse_others_columns(found: Physical, known: tuple[Physical, ...]) -> None:
    """See that no column of somebody else would go with the way back.

    Args:
        found: what is there.
        known: the schemas that the plan speaks of.

    Raises:
        WesleyError: one would.
    """
    columns = sorted(name for table in found.tables for name in _others_columns(table, known))
    if columns:
        raise WesleyError(
            Problem(
                code=CHANGED_MEANWHILE,
                message=f"somebody else has added {', '.join(columns)}, which the way back would drop with its data",
                help="nothing was changed; move the data elsewhere, drop the column and run `wesley rollback` again",
            )
        )


def _others_columns(table: Table, known: tuple[Physical, ...]) -> Iterator[str]:
    there = [one for schema in known if (one := schema.table(table.schema, table.name)) is not None]
    names = {column.name for one in there for column in one.columns}
    if there:
        for column in table.columns:
            if column.name not in names and not column.name.startswith(_OURS):
                yield f"{table.schema}.{table.name}.{column.name}"


def _names(schema: Physical) -> Iterator[tuple[str, str]]:
    return ((one.schema, one.name) for collection in IN_NAMESPACES for one in getattr(schema, collection))


def _is_others(one: Any, names: set[tuple[str, str]]) -> bool:
    ours = one.name.startswith(_OURS) or one.schema.startswith(_OURS)
    return (one.schema, one.name) not in names and not ours
