"""Expressions that a server prints in its own way, led back to the way in which the schema language has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from wesley.ir.column import Column, Generated
from wesley.ir.domain import Domain
from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey
from wesley.ir.policy import Policy
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.postgres.catalog.places import Path, decided
from wesley.sql.normalise import Facts, same_expression, same_query
from wesley.sql.text import qualified


def settle(found: Physical, expected: Physical) -> Physical:
    """The schema that was found, with the spelling of another one wherever both surely mean the same.

    Args:
        found: a schema as a catalog has it.
        expected: the schema that it is compared with.

    Returns:
        `found` with each expression replaced by the one at the same place in `expected` that means the same under the
        types of both schemas. Bodies of functions and everything else stay as they are.
    """
    one, other = _Side.of(found), _Side.of(expected)

    def decide(path: Path, before: Expression, after: Expression) -> Expression:
        same = one.are_same(path, before.sql, after.sql)
        return after if same and (one.agrees(other, path) or other.are_same(path, before.sql, after.sql)) else before

    return decided(found, expected, decide)


class Undecided(Struct, frozen=True, kw_only=True):
    """A place where two schemas have different texts.

    Args:
        schema, name: the table, view or domain.
        element: what of it, such as `check users_age_check`.
        found, expected: the texts.
    """

    schema: str
    name: str
    element: str
    found: str
    expected: str


def undecided(found: Physical, expected: Physical) -> tuple[Undecided, ...]:
    """The places that both schemas have with different texts: a server may know that they mean the same."""
    places: list[Undecided] = []

    def note(path: Path, before: Expression, after: Expression) -> Expression:
        owner = path[1]
        inner = path[2] if len(path) > 2 else owner
        element = f"{type(inner).__name__.lower()} {getattr(inner, 'name', '')}".strip()
        places.append(
            Undecided(
                schema=getattr(owner, "schema", ""),
                name=getattr(owner, "name", ""),
                element=element,
                found=before.sql,
                expected=after.sql,
            )
        )
        return before

    decided(found, expected, note)
    return tuple(places)


class _Side(NamedTuple):
    """One of the two schemas, as far as it tells what texts mean."""

    facts: Facts

    @classmethod
    def of(cls, physical: Physical) -> _Side:
        tables = [(table.schema, table.name, table.in_order()) for table in physical.tables]
        views = [(view.schema, view.name, view.columns) for view in physical.views if view.columns]
        facts = Facts(
            relations={
                (schema, name): {column.name: column.type for column in columns}
                for schema, name, columns in (*tables, *views)
            },
            domains={qualified(domain.schema, domain.name): domain.type for domain in physical.domains},
            enums=frozenset(qualified(enum.schema, enum.name) for enum in physical.enums),
        )
        return cls(facts)

    def are_same(self, path: Path, found: str, expected: str) -> bool:
        owner, inner = path[1], path[-1]
        if isinstance(owner, View) and inner is owner:
            return same_query(found, expected, facts=self.facts)
        columns = self._columns(owner)
        return columns is not None and same_expression(
            found,
            expected,
            columns=columns,
            table=str(getattr(owner, "name", "")),
            result=_result(path),
            facts=self.facts,
        )

    def agrees(self, other: _Side, path: Path) -> bool:
        """True when another side tells the same of everything that an expression of one row may name."""
        facts, others = self.facts, other.facts
        alike = (facts.domains, facts.enums) == (others.domains, others.enums)
        one_row = not isinstance(path[1], View) and not isinstance(path[-1], Policy)
        return alike and one_row and self._columns(path[1]) == other._columns(path[1])

    def _columns(self, owner: Struct) -> Mapping[str, str] | None:
        """The columns of the row that an expression is about; a domain's check calls its value `VALUE`."""
        if isinstance(owner, Domain):
            return {"value": owner.type}
        key = (str(getattr(owner, "schema", "")), str(getattr(owner, "name", "")))
        return self.facts.relations.get(key)


def _result(path: Path) -> str | None:
    """The type that the place gives to the value; None where it is the value's own."""
    inner = path[-1]
    if isinstance(inner, Generated):
        inner = path[-2]
    if isinstance(inner, Column | Domain):
        return inner.type
    return None if isinstance(inner, IndexKey) else "boolean"
