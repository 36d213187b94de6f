"""Create a schema (namespace)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.edit import put
from wesley.changes.pairs import only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.access import Namespace
from wesley.ir.schema import Physical
from wesley.sql.ddl.namespace import create_namespace
from wesley.sql.deparse import to_sql

PUBLIC = "public"


class CreateNamespace(Change, frozen=True, kw_only=True):
    """CREATE SCHEMA; `public` is in every database. Its grants are changes of their own."""

    namespace: Namespace

    def title(self) -> str:
        return f"Create schema {self.namespace.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "namespaces", self.namespace)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema="", name=self.namespace.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        if self.namespace.name == PUBLIC:
            return ()
        why = "What is created later lives in it. It locks no table."
        return (Statement(sql=to_sql(create_namespace(self.namespace)), why=why),)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for namespace in only_in(new.namespaces, old.namespaces):
        yield CreateNamespace(namespace=replace(namespace, grants=()))


KIND = Kind("create-namespace", _detect)
