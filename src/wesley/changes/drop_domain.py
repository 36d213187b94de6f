"""Drop a domain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind
from wesley.changes.create_domain import in_order
from wesley.changes.edit import remove
from wesley.changes.pairs import only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.domain import drop_domain
from wesley.sql.deparse import to_sql


class DropDomain(Change, frozen=True, kw_only=True):
    """DROP DOMAIN, without CASCADE."""

    contract: ClassVar[bool] = True

    schema: str
    name: str

    def title(self) -> str:
        return f"Drop domain {self.schema}.{self.name}"

    def apply(self, schema: Physical) -> Physical:
        return remove(schema, "domains", self.schema, self.name)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.schema, name=self.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(drop_domain(self.schema, self.name)),
                why="No column is of this domain any more.",
                manual="PostgreSQL refuses while something that is not in the schema uses the domain: see the error.",
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    # What stands on another domain goes before it.
    for domain in reversed(in_order(tuple(only_in(old.domains, new.domains)))):
        yield DropDomain(schema=domain.schema, name=domain.name)


KIND = Kind("drop-domain", _detect)
