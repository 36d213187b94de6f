"""The columns of a domain: what a change of the domain has to read."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from wesley.changes.codes import DOMAIN_IN_USE
from wesley.changes.lock import Lock, RelationLock
from wesley.changes.relations import stored
from wesley.changes.statement import RelationName
from wesley.ir.column import Column
from wesley.ir.domain import Domain
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.type_name import base_type, is_array

_Name = tuple[str, str]


class DomainUsers(Struct, frozen=True, kw_only=True):
    """Who holds values of a domain, or of a domain that stands on it.

    Args:
        columns: schema, table and column, of tables and materialized views.
        relations: the relations that hold the rows: tables, partitions, materialized views.
    """

    columns: tuple[tuple[str, str, str], ...]
    relations: tuple[RelationName, ...]

    def locks(self) -> tuple[RelationLock, ...]:
        """SHARE on each: what reading all values of a domain takes (measured)."""
        return tuple(RelationLock(schema=each.schema, name=each.name, mode=Lock.SHARE) for each in self.relations)


def domain_users(physical: Physical, schema: str, name: str) -> DomainUsers:
    """The users of a domain.

    Raises:
        WesleyError: a column is an array of the domain: PostgreSQL cannot check the values in it.
    """
    names = _standing_on(physical, (schema, name))
    columns: list[tuple[str, str, str]] = []
    relations: list[RelationName] = []
    for table in physical.tables:
        its = tuple(_of(table.columns, names))
        if its:
            columns += [(table.schema, table.name, column.name) for column in its]
            relations += stored(physical, table.schema, table.name)
    for view in physical.views:
        its = tuple(_of(view.columns, names)) if view.materialized else ()
        if its:
            columns += [(view.schema, view.name, column.name) for column in its]
            relations.append(RelationName(schema=view.schema, name=view.name))
    arrays = [place for place in columns if is_array(_type(physical, place))]
    if arrays:
        raise WesleyError(_held_in_array(schema, name, ".".join(arrays[0])))
    return DomainUsers(columns=tuple(columns), relations=tuple(relations))


def is_used(physical: Physical, schema: str, name: str) -> bool:
    """True when a column of a table or view is of this domain, or a domain stands on it."""
    holders: tuple[Table | View, ...] = (*physical.tables, *physical.views)
    if any(True for holder in holders for _ in _of(holder.columns, {(schema, name)})):
        return True
    return len(_standing_on(physical, (schema, name))) > 1


def _of(columns: tuple[Column, ...], names: set[_Name]) -> Iterator[Column]:
    for column in columns:
        if base_type(column.type) in names:
            yield column


def _type(physical: Physical, place: tuple[str, str, str]) -> str:
    holders: tuple[Table | View, ...] = (*physical.tables, *physical.views)
    holder = next(each for each in holders if (each.schema, each.name) == place[:2])
    return next(column.type for column in holder.columns if column.name == place[2])


def _standing_on(physical: Physical, name: _Name) -> set[_Name]:
    """The domain and all that stand on it."""
    names = {name}
    while True:
        upper = {_name(domain) for domain in physical.domains if base_type(domain.type) in names} - names
        if not upper:
            return names
        names |= upper


def _name(domain: Domain) -> _Name:
    return (domain.schema, domain.name)


def _held_in_array(schema: str, name: str, column: str) -> Problem:
    return Problem(
        code=DOMAIN_IN_USE,
        message=f"{column} is an array of {schema}.{name}, whose checks or NOT NULL shall change",
        help="PostgreSQL cannot check the values in an array: put the check on the table, or make a new domain",
    )
