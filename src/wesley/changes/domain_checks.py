"""The checks of a domain: add, validate, rename and drop one."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.changes.change import Change
from wesley.changes.domain_users import domain_users
from wesley.changes.edit import find, put
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Probe, RelationName, Statement
from wesley.ir.constraint import Check
from wesley.ir.domain import Domain
from wesley.ir.schema import Physical
from wesley.sql.ddl.domain import add_domain_check, drop_domain_check, rename_domain_check, validate_domain_check
from wesley.sql.deparse import to_sql
from wesley.sql.object_probe import values_against


class DomainChange(Change, frozen=True, kw_only=True):
    """A change of one domain and of nothing else."""

    schema: str
    domain: str

    def touches(self) -> tuple[RelationName, ...]:
        """The domain."""
        return (RelationName(schema=self.schema, name=self.domain),)


class AddDomainCheck(DomainChange, frozen=True, kw_only=True):
    """ALTER DOMAIN ... ADD CONSTRAINT ... CHECK, NOT VALID where `check.valid` is False."""

    check: Check

    def title(self) -> str:
        return f"Add check {self.check.name} to domain {self.schema}.{self.domain}"

    def apply(self, schema: Physical) -> Physical:
        return _with_check(schema, self.schema, self.domain, self.check)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        users = domain_users(situation.before, self.schema, self.domain)
        if not self.check.valid or not users.columns:
            return (self,)
        unproved = replace(self, check=replace(self.check, valid=False))
        return (unproved, ValidateDomainCheck(schema=self.schema, domain=self.domain, name=self.check.name))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(add_domain_check(self.schema, self.domain, self.check)),
                why="No column is of the domain: there is no value to read."
                if self.check.valid
                else "NOT VALID holds for values that are written from now on, reads none and locks no table.",
            ),
        )


class ValidateDomainCheck(DomainChange, frozen=True, kw_only=True):
    """ALTER DOMAIN ... VALIDATE CONSTRAINT."""

    name: str

    def title(self) -> str:
        return f"Validate check {self.name} of domain {self.schema}.{self.domain}"

    def apply(self, schema: Physical) -> Physical:
        check = replace(_check(schema, self.schema, self.domain, self.name), valid=True)
        return _with_check(schema, self.schema, self.domain, check)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        users = domain_users(situation.before, self.schema, self.domain)
        return (
            Statement(
                sql=to_sql(validate_domain_check(self.schema, self.domain, self.name)),
                why="Reads every table with a column of the domain. Other than for a check of a table, writes to all "
                "of them wait until it is done: PostgreSQL has no weaker form.",
                locks=users.locks(),
                mode=Mode.OWN,
                scans=users.relations,
                probe=self._probe(situation.before, users.columns),
                manual="Mend the values that the probe finds, then run it again; until then the check stays NOT VALID "
                "and holds for new values alone.",
            ),
        )

    def _probe(self, schema: Physical, columns: tuple[tuple[str, str, str], ...]) -> Probe | None:
        if not columns:
            return None
        domain: Domain = find(schema, "domains", self.schema, self.domain)
        condition = _check(schema, self.schema, self.domain, self.name).expression.sql
        return Probe(
            query=values_against(columns, domain.type, condition), meaning=f"values that {self.name} does not allow"
        )


class RenameDomainCheck(DomainChange, frozen=True, kw_only=True):
    """ALTER DOMAIN ... RENAME CONSTRAINT."""

    name: str
    to: str

    def title(self) -> str:
        return f"Rename check {self.name} of domain {self.schema}.{self.domain} to {self.to}"

    def apply(self, schema: Physical) -> Physical:
        check = _check(schema, self.schema, self.domain, self.name)
        schema = _without_check(schema, self.schema, self.domain, self.name)
        return _with_check(schema, self.schema, self.domain, replace(check, name=self.to))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        tree = rename_domain_check(self.schema, self.domain, self.name, self.to)
        return (Statement(sql=to_sql(tree), why="A name changes in the catalog; no table is locked."),)


class DropDomainCheck(DomainChange, frozen=True, kw_only=True):
    """ALTER DOMAIN ... DROP CONSTRAINT."""

    name: str

    def title(self) -> str:
        return f"Drop check {self.name} of domain {self.schema}.{self.domain}"

    def apply(self, schema: Physical) -> Physical:
        return _without_check(schema, self.schema, self.domain, self.name)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        tree = drop_domain_check(self.schema, self.domain, self.name)
        why = "What was allowed stays allowed, so the application in use does not notice. It locks no table."
        return (Statement(sql=to_sql(tree), why=why),)


def _check(schema: Physical, of_schema: str, domain: str, name: str) -> Check:
    found: Domain = find(schema, "domains", of_schema, domain)
    return next(check for check in found.checks if check.name == name)


def _with_check(schema: Physical, of_schema: str, domain: str, check: Check) -> Physical:
    found: Domain = find(schema, "domains", of_schema, domain)
    others = tuple(each for each in found.checks if each.name != check.name)
    checks = tuple(sorted((*others, check), key=lambda each: each.name))
    return put(schema, "domains", replace(found, checks=checks))


def _without_check(schema: Physical, of_schema: str, domain: str, name: str) -> Physical:
    found: Domain = find(schema, "domains", of_schema, domain)
    return put(schema, "domains", replace(found, checks=tuple(each for each in found.checks if each.name != name)))
