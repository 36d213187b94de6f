"""What a partition is when it stands alone.

A schema does not hold what a partition has of its own, so a partition and a table change into each other only where
the table is what the partitioned table makes of its partitions. Their indexes may have any names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from wesley.changes.codes import PARTITIONING_CHANGED
from wesley.changes.matching import structure
from wesley.ir.column import Column
from wesley.ir.constraint import Check
from wesley.ir.schema import Physical
from wesley.ir.table import Partition, Table
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.ddl.partition import bound_condition
from wesley.sql.normalise import same_expression

_ALONE = Table(schema="", name="")
_OWN = (
    "exclusions",
    "triggers",
    "policies",
    "row_security",
    "force_row_security",
    "partitioning",
    "rows",
    "parameters",
    "unlogged",
    "comment",
    "grants",
)


def refuse_other_shape(parent: Table, partition: Partition, alone: Table) -> None:
    """Stop where a table is not what a partition is alone.

    Args:
        parent: the partitioned table.
        partition: the partition.
        alone: the table of its name.

    Raises:
        WesleyError: they differ, and in what.
    """
    found = tuple(differences(parent, alone))
    if not found:
        return
    name = f"{partition.schema}.{partition.name}"
    raise WesleyError(
        Problem(
            code=PARTITIONING_CHANGED,
            message=f"{name} is a partition of {parent.schema}.{parent.name} in one schema and a table of its own in "
            f"the other, and this table is not what the partition is alone: {', '.join(found)} differ",
            origin=partition.origin if partition.origin.known else alone.origin,
            help="let the table have what the partitioned table gives its partitions, and nothing else; change the "
            "rest in a plan of its own",
        )
    )


def refuse_references(schema: Physical, partition: Partition) -> None:
    """Stop where foreign keys refer to the table that a partition is, or was, alone.

    Args:
        schema: the schema in which it is a table.
        partition: the partition.

    Raises:
        WesleyError: one does.
    """
    place = (partition.schema, partition.name)
    for owner in schema.references.to(place):
        table = schema.table(*owner)
        if table is None or all((key.ref_schema, key.ref_table) != place for key in table.foreign_keys):
            continue
        raise WesleyError(
            Problem(
                code=PARTITIONING_CHANGED,
                message=f"{'.'.join(place)} is a partition in one schema and a table of its own in the other, and a "
                f"foreign key of {'.'.join(owner)} refers to it",
                origin=partition.origin,
                help="make the foreign key in a plan after this one, or drop it in a plan before",
            )
        )


def differences(parent: Table, alone: Table) -> Iterator[str]:
    """In what a table differs from a partition that stands alone.

    Measured with 15 and 18: columns, checks and foreign keys have the names that they have in the partitioned table,
    keys and indexes have names of their own; identities, triggers, policies, comments and rights do not come along.
    """
    if tuple(map(_bare, parent.in_order())) != tuple(map(_unplaced, alone.in_order())):
        yield "columns"
    keys = (each for each in (parent.primary_key,) if each), (each for each in (alone.primary_key,) if each)
    if not _alike(*keys):
        yield "primary key"
    for field in ("uniques", "indexes"):
        if not _alike(getattr(parent, field), getattr(alone, field)):
            yield field
    if parent.foreign_keys != alone.foreign_keys:
        yield "foreign keys"
    if tuple(check for check in parent.checks if not check.no_inherit) != alone.checks:
        yield "checks"
    for field in _OWN:
        if getattr(alone, field) != getattr(_ALONE, field):
            yield field.replace("_", " ")


def bound_of(parent: Table, partition: Partition) -> tuple[str, str] | None:
    """The column that a bound is about and the condition that rows of the partition meet.

    None for a key that is not one plain column, for HASH and for a default partition.
    """
    by = parent.partitioning
    if by is None or len(by.keys) != 1 or by.keys[0].column is None:
        return None
    condition = bound_condition(by, partition)
    return None if condition is None else (by.keys[0].column, condition)


def check_of_bound(parent: Table, partition: Partition, alone: Table) -> Check | None:
    """The valid check of a table that says what the bound of a partition says; None where it is not sure.

    DETACH CONCURRENTLY leaves one (measured with 15 and 18), and for ATTACH it is the proof.
    """
    bound = bound_of(parent, partition)
    column = parent.column(bound[0]) if bound is not None else None
    if bound is None or column is None:
        return None
    types = {column.name: column.type}
    return next((each for each in alone.checks if each.valid and _says(each, bound[1], types)), None)


def _says(check: Check, condition: str, types: dict[str, str]) -> bool:
    return same_expression(check.expression.sql, condition, columns=types, result="boolean")


def _bare(column: Column) -> Column:
    return replace(_unplaced(column), identity=None, comment=None, statistics=None)


def _unplaced(column: Column) -> Column:
    """Without the place where it was written."""
    return replace(column, origin=_ALONE.origin)


def _alike(left: Iterable[Any], right: Iterable[Any]) -> bool:
    """True for elements of the same structure, all of them valid or none, whatever their names are."""
    waiting = [(structure(each), getattr(each, "valid", True)) for each in left]
    for each in right:
        found = (structure(each), getattr(each, "valid", True))
        if found not in waiting:
            return False
        waiting.remove(found)
    return not waiting
