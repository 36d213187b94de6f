"""Change the default, the nullability or the checks of a domain."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.domain_checks import (
    AddDomainCheck,
    DomainChange,
    DropDomainCheck,
    RenameDomainCheck,
    ValidateDomainCheck,
)
from wesley.changes.domain_users import domain_users
from wesley.changes.edit import find, put
from wesley.changes.matching import gains_validity, match
from wesley.changes.own_names import old_name
from wesley.changes.pairs import differing
from wesley.changes.replace_domain import ReplaceDomain
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Probe, Statement
from wesley.ir.domain import Domain
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.sql.ddl.domain import (
    drop_domain_default,
    drop_domain_not_null,
    set_domain_default,
    set_domain_not_null,
)
from wesley.sql.deparse import to_sql
from wesley.sql.object_probe import values_against


class SetDomainDefault(DomainChange, frozen=True, kw_only=True):
    """ALTER DOMAIN ... SET or DROP DEFAULT."""

    default: Expression | None

    def title(self) -> str:
        verb = "Drop" if self.default is None else "Set"
        return f"{verb} default of domain {self.schema}.{self.domain}"

    def apply(self, schema: Physical) -> Physical:
        domain: Domain = find(schema, "domains", self.schema, self.domain)
        return put(schema, "domains", replace(domain, default=self.default))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        if self.default is None:
            tree = drop_domain_default(self.schema, self.domain)
        else:
            tree = set_domain_default(self.schema, self.domain, self.default.sql)
        return (Statement(sql=to_sql(tree), why="It is used for new rows alone; no table is locked or read."),)


class SetDomainNotNull(DomainChange, frozen=True, kw_only=True):
    """ALTER DOMAIN ... SET NOT NULL."""

    def title(self) -> str:
        return f"Set domain {self.schema}.{self.domain} NOT NULL"

    def apply(self, schema: Physical) -> Physical:
        domain: Domain = find(schema, "domains", self.schema, self.domain)
        return put(schema, "domains", replace(domain, nullable=False))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        users = domain_users(situation.before, self.schema, self.domain)
        domain: Domain = find(situation.before, "domains", self.schema, self.domain)
        probe = None
        if users.columns:
            query = values_against(users.columns, domain.type, "VALUE IS NOT NULL")
            probe = Probe(query=query, meaning="values that are null")
        return (
            Statement(
                sql=to_sql(set_domain_not_null(self.schema, self.domain)),
                why="Reads every table with a column of the domain, and writes to all of them wait until it is done: "
                "PostgreSQL has no weaker form for a domain. NOT NULL of the columns would have one.",
                locks=users.locks(),
                mode=Mode.OWN if users.columns else Mode.TRANSACTION,
                scans=users.relations,
                probe=probe,
                manual="Give the rows that the probe finds a value, then run it again.",
            ),
        )


class DropDomainNotNull(DomainChange, frozen=True, kw_only=True):
    """ALTER DOMAIN ... DROP NOT NULL."""

    def title(self) -> str:
        return f"Drop NOT NULL of domain {self.schema}.{self.domain}"

    def apply(self, schema: Physical) -> Physical:
        domain: Domain = find(schema, "domains", self.schema, self.domain)
        return put(schema, "domains", replace(domain, nullable=True))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        tree = drop_domain_not_null(self.schema, self.domain)
        return (Statement(sql=to_sql(tree), why="What was allowed stays allowed; no table is locked or read."),)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for was, domain in differing(old.domains, new.domains):
        if (was.type, was.collation) != (domain.type, domain.collation):
            yield ReplaceDomain(domain=replace(domain, comment=was.comment))
            continue
        yield from _checks(was, domain)
        yield from _rest(was, domain)


def _rest(was: Domain, domain: Domain) -> Iterator[Change]:
    schema, name = domain.schema, domain.name
    if domain.nullable and not was.nullable:
        yield DropDomainNotNull(schema=schema, domain=name)
    if was.default != domain.default:
        yield SetDomainDefault(schema=schema, domain=name, default=domain.default)
    if was.nullable and not domain.nullable:
        yield SetDomainNotNull(schema=schema, domain=name)


def _checks(was: Domain, domain: Domain) -> Iterator[Change]:
    """Those that go first, so that at no moment more is refused than before and afterwards together."""
    schema, name = domain.schema, domain.name
    matching = match(was.checks, domain.checks)
    for check in matching.dropped:
        yield DropDomainCheck(schema=schema, domain=name, name=check.name)
    for before, after in matching.renamed:
        yield RenameDomainCheck(schema=schema, domain=name, name=before.name, to=after.name)
    renamed = {before.name: after.name for before, after in matching.renamed}
    for check in gains_validity(was.checks, domain.checks):
        yield ValidateDomainCheck(schema=schema, domain=name, name=renamed.get(check.name, check.name))
    for check in matching.added:
        yield AddDomainCheck(schema=schema, domain=name, check=check)
    for before, after in matching.altered:
        aside = old_name(before.name)
        yield RenameDomainCheck(schema=schema, domain=name, name=before.name, to=aside)
        yield AddDomainCheck(schema=schema, domain=name, check=after)
        yield DropDomainCheck(schema=schema, domain=name, name=aside)


KIND = Kind("alter-domain", _detect)
