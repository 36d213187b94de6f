"""Create a domain."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.edit import put
from wesley.changes.pairs import only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.domain import Domain
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.sql.ddl.domain import create_domain
from wesley.sql.deparse import to_sql
from wesley.sql.text import qualified
from wesley.sql.type_name import base_type


class CreateDomain(Change, frozen=True, kw_only=True):
    """CREATE DOMAIN. Its comment, and what of it calls new functions, are changes of their own."""

    domain: Domain

    def title(self) -> str:
        return f"Create domain {self.domain.schema}.{self.domain.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "domains", self.domain)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.domain.schema, name=self.domain.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        why = "No column is of a new domain yet, so there is nothing to check and nothing to lock."
        return (Statement(sql=to_sql(create_domain(self.domain)), why=why),)


def in_order(domains: tuple[Domain, ...]) -> tuple[Domain, ...]:
    """The domains, each after the one that it stands on."""
    by_name = {(domain.schema, domain.name): domain for domain in domains}
    sorter: TopologicalSorter[tuple[str, str]] = TopologicalSorter()
    for name, domain in by_name.items():
        schema, base = base_type(domain.type)
        sorter.add(name, *((schema, base),) if schema is not None and (schema, base) in by_name else ())
    try:
        return tuple(by_name[name] for name in sorter.static_order())
    except CycleError:
        return domains


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    later = {name for function in new.functions for name in (function.name, qualified(function.schema, function.name))}
    for domain in in_order(tuple(only_in(new.domains, old.domains))):
        yield CreateDomain(domain=_bare(domain, later))


def _bare(domain: Domain, later: set[str]) -> Domain:
    def waits(expression: Expression | None) -> bool:
        return expression is not None and not later.isdisjoint(expression.functions)

    return replace(
        domain,
        comment=None,
        default=None if waits(domain.default) else domain.default,
        checks=tuple(check for check in domain.checks if check.valid and not waits(check.expression)),
    )


KIND = Kind("create-domain", _detect)
