"""Drop a schema (namespace)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind
from wesley.changes.create_namespace import PUBLIC
from wesley.changes.edit import remove
from wesley.changes.pairs import only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.namespace import drop_namespace
from wesley.sql.deparse import to_sql


class DropNamespace(Change, frozen=True, kw_only=True):
    """DROP SCHEMA, without CASCADE; `public` stays."""

    contract: ClassVar[bool] = True

    name: str

    def title(self) -> str:
        return f"Drop schema {self.name}"

    def apply(self, schema: Physical) -> Physical:
        return remove(schema, "namespaces", self.name)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema="", name=self.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        if self.name == PUBLIC:
            return ()
        return (
            Statement(
                sql=to_sql(drop_namespace(self.name)),
                why="Everything that the plan knows of is out of it. Without CASCADE PostgreSQL refuses when anything "
                "else is left, so nothing goes unseen.",
                manual="Look what is left in it; move it or drop it, then run this again.",
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for namespace in only_in(old.namespaces, new.namespaces):
        yield DropNamespace(name=namespace.name)


KIND = Kind("drop-namespace", _detect)
