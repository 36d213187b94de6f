"""Domains, in two steps: as types that functions may name, then with what calls those functions."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from msgspec.structs import replace

from wesley.ir.constraint import Check
from wesley.ir.domain import Domain
from wesley.ir.schema import Physical
from wesley.sql.ddl.domain import add_domain_check, create_domain, set_domain_default
from wesley.sql.type_name import base_type
from wesley.targets.postgres.statement import written


def domains(physical: Physical) -> Iterator[str]:
    """The domains, each after the one that it stands on, without what calls functions of the schema."""
    for domain in _in_order(physical.domains):
        early = tuple(check for check in domain.checks if not _waits(physical, check))
        default = None if _default_waits(physical, domain) else domain.default
        yield written(domain.origin, create_domain, replace(domain, checks=early, default=default))


def late_domain_parts(physical: Physical) -> Iterator[str]:
    """The defaults and checks of domains that call functions of the schema, and the checks that are not valid."""
    for domain in physical.domains:
        if domain.default is not None and _default_waits(physical, domain):
            yield written(domain.origin, set_domain_default, domain.schema, domain.name, domain.default.sql)
        for check in domain.checks:
            if _waits(physical, check):
                yield written(check.origin, add_domain_check, domain.schema, domain.name, check)


def _default_waits(physical: Physical, domain: Domain) -> bool:
    return bool(physical.functions and domain.default is not None and domain.default.functions)


def _waits(physical: Physical, check: Check) -> bool:
    """Any call counts: whose function it is, the name alone does not say for sure."""
    return not check.valid or bool(physical.functions and check.expression.functions)


def _in_order(domains: tuple[Domain, ...]) -> list[Domain]:
    by_name = {(domain.schema, domain.name): domain for domain in domains}
    sorter: TopologicalSorter[tuple[str, str]] = TopologicalSorter()
    for name, domain in by_name.items():
        schema, base = base_type(domain.type)
        sorter.add(name, *((schema, base),) if schema is not None and (schema, base) in by_name else ())
    try:
        return [by_name[name] for name in sorter.static_order()]
    except CycleError:
        return list(domains)
