"""Create an extension."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind
from wesley.changes.edit import put
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.ir.access import Extension
from wesley.ir.schema import Physical
from wesley.sql.ddl.extension import create_extension
from wesley.sql.deparse import to_sql


class CreateExtension(Change, frozen=True, kw_only=True):
    """CREATE EXTENSION; nothing where the server has by itself what is needed of it, or the extension is there."""

    extension: Extension

    def title(self) -> str:
        return f"Create extension {self.extension.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "extensions", self.extension)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema="", name=self.extension.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        is_there = any(extension.name == self.extension.name for extension in situation.before.extensions)
        if is_there or not needs(situation.version, self.extension):
            return ()
        return (
            Statement(
                sql=to_sql(create_extension(Extension(name=self.extension.name))),
                why="Types, operators and functions of later steps come from it. It locks no table, and its script can "
                "be long, so it is in a transaction of its own.",
                mode=Mode.OWN,
                manual="Its files must be on the server, and unless it is a trusted one a superuser has to create it.",
            ),
        )


def needs(version: int, extension: Extension) -> bool:
    """True when a server of this major version needs the extension."""
    return extension.before is None or version < extension.before


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    # An extension that both have differs only in what the schema says of servers that do not need it.
    for extension in new.extensions:
        if extension not in old.extensions:
            yield CreateExtension(extension=extension)


KIND = Kind("create-extension", _detect)
