"""What one reading of the sources leaves for the next."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.ir.schema import Schema
from wesley.ir.shared import shared
from wesley.memory.memory import Memory
from wesley.sdl.language.valid import LastValid
from wesley.sdl.rule import Subject


class Remembered:
    """The memory of a reader: of texts, of the last document that GraphQL allowed, of drafts, of a schema.

    Each part has rounds of its own: a syntax error ends a reading early, and what the later parts know is kept.
    """

    def __init__(self) -> None:
        self.texts = Memory()
        self.valid = LastValid()
        self.uses = Memory()
        self._last: Subject | None = None
        self._shared: tuple[Schema, Schema] | None = None

    def shared(self, schema: Schema) -> Schema:
        """The schema, made of the elements of the last valid one as far as they are equal; without regard to places."""
        if self._shared is None or self._shared[0] is not schema:
            self._shared = (schema, shared(schema, self._last.schema if self._last else None))
        return self._shared[1]

    def changed(self, subject: Subject) -> Subject:
        """What the rules of tables must look at: without the tables that are as they were in the last valid schema.

        Args:
            subject: the schema as it is now.
        """
        last, schema = self._last, self.shared(subject.schema)
        if last is None or last.settings != subject.settings or not _same_surroundings(schema, last.schema):
            return subject
        known = {id(table) for table in last.schema.physical.tables}
        now = zip(subject.schema.physical.tables, schema.physical.tables, strict=True)
        tables = tuple(table for table, same in now if id(same) not in known)
        return replace(
            subject, schema=replace(subject.schema, physical=replace(subject.schema.physical, tables=tables))
        )

    def take(self, subject: Subject) -> None:
        """Take a schema in which no rule has found anything for the last valid one."""
        self._last = replace(subject, schema=self.shared(subject.schema))


def _same_surroundings(schema: Schema, last: Schema) -> bool:
    """Whether the types that columns can have are the same."""
    now, then = schema.physical, last.physical
    return now.enums == then.enums and now.extensions == then.extensions and now.domains == then.domains
