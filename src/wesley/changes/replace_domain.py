"""Give a domain another type or collation, which PostgreSQL cannot change."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.changes.change import Change
from wesley.changes.codes import DOMAIN_IN_USE
from wesley.changes.create_domain import CreateDomain
from wesley.changes.domain_users import is_used
from wesley.changes.drop_domain import DropDomain
from wesley.changes.edit import put
from wesley.changes.set_comment import SetComment
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.together import Together
from wesley.ir.domain import Domain
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError


class ReplaceDomain(Change, frozen=True, kw_only=True):
    """A domain that nothing uses is dropped and created again; `domain` as it is afterwards, its comment as before."""

    domain: Domain

    def title(self) -> str:
        return f"Replace domain {self.domain.schema}.{self.domain.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "domains", self.domain)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.domain.schema, name=self.domain.name),)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        schema, name = self.domain.schema, self.domain.name
        if is_used(situation.before, schema, name):
            raise WesleyError(_refused(self.domain))
        changes: tuple[Change, ...] = (
            DropDomain(schema=schema, name=name),
            CreateDomain(domain=replace(self.domain, comment=None)),
        )
        if self.domain.comment is not None:
            comment = SetComment(collection="domains", schema=schema, name=name, text=self.domain.comment)
            changes = (*changes, comment)
        return (Together(changes=changes, heading=self.title()),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        """None of its own: `online` says which."""
        return ()


def _refused(domain: Domain) -> Problem:
    return Problem(
        code=DOMAIN_IN_USE,
        message=f"the type or collation of the domain {domain.schema}.{domain.name} shall change, and it is in use",
        origin=domain.origin,
        help="make a second domain of the new type and give it to the columns; then drop the first",
    )
