"""Foreign keys that refer to a key which is to go while another one on the same columns stays.

PostgreSQL ties a foreign key to one index of the table that it refers to, the oldest that fits, and drops no index that
a foreign key is tied to (measured). So the foreign key is dropped and added again, unvalidated, in the transaction that
drops the key: it holds for every write throughout, and is validated afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.add_foreign_key import AddForeignKey
from wesley.changes.change import Change
from wesley.changes.codes import REFERENCED_BY_PARTITIONED
from wesley.changes.drop_foreign_key import DropForeignKey
from wesley.changes.situation import Situation
from wesley.changes.together import Together
from wesley.changes.validate_foreign_key import ValidateForeignKey
from wesley.ir.constraint import ForeignKey
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError


class Reference(Struct, frozen=True, kw_only=True):
    """A foreign key of a table, and whether that table is partitioned."""

    schema: str
    table: str
    key: ForeignKey
    partitioned: bool


def referencing(physical: Physical, schema: str, table: str, columns: tuple[str, ...]) -> tuple[Reference, ...]:
    """The foreign keys that refer to exactly these columns of a table, in any order.

    Args:
        physical: the schema in which they are looked for: the goal for a step of the contract, which is made when all
            else is done, and the present one for every other.
        schema, table: the table that they refer to.
        columns: the columns of a key; with none there is no reference.
    """
    wanted = (schema, table, frozenset(columns))
    return tuple(
        Reference(schema=child.schema, table=child.name, key=key, partitioned=child.partitioning is not None)
        for child in physical.referring(schema, table)
        for key in child.foreign_keys
        if columns and (key.ref_schema, key.ref_table, frozenset(key.ref_columns)) == wanted
    )


def tied_anew(
    situation: Situation, references: tuple[Reference, ...], between: tuple[Change, ...]
) -> tuple[Change, ...]:
    """Changes for one transaction: the foreign keys are dropped, `between` happens, they are there again NOT VALID.

    Raises:
        WesleyError: one of them is of a partitioned table, which PostgreSQL before 18 allows no NOT VALID.
    """
    _refuse_partitioned(situation, references)
    drops = (DropForeignKey(schema=each.schema, table=each.table, name=each.key.name) for each in references)
    adds = (
        AddForeignKey(schema=each.schema, table=each.table, key=replace(each.key, valid=False)) for each in references
    )
    return (*drops, *between, *adds)


def validations(references: tuple[Reference, ...]) -> Iterator[ValidateForeignKey]:
    """The changes that validate those which were valid before."""
    for each in references:
        if each.key.valid:
            yield ValidateForeignKey(schema=each.schema, table=each.table, name=each.key.name)


def released(situation: Situation, drop: Change, references: tuple[Reference, ...]) -> tuple[Change, ...]:
    """The form of a contract step that drops a key to which foreign keys may be tied; all of it waits."""
    together = Together(changes=tied_anew(situation, references, (drop,)), heading=drop.title(), deferred=True)
    waiting = (
        Together(changes=(validation,), heading=validation.title(), deferred=True)
        for validation in validations(references)
    )
    return (together, *waiting)


def _refuse_partitioned(situation: Situation, references: tuple[Reference, ...]) -> None:
    for each in references:
        if each.partitioned and situation.version < 18:
            raise WesleyError(
                Problem(
                    code=REFERENCED_BY_PARTITIONED,
                    message=f"foreign key {each.key.name} of the partitioned table {each.schema}.{each.table} may "
                    "stand on the key that is dropped or replaced",
                    origin=each.key.origin,
                    help="drop the foreign key in one plan, change the key, and add the foreign key again in the next",
                )
            )
