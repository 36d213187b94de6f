"""The schema: what a database can hold, and beside it what only the schema language says."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import force_setattr

from wesley.ir.access import Extension, Namespace, Role
from wesley.ir.api import Api
from wesley.ir.domain import Domain
from wesley.ir.enum import Enum
from wesley.ir.references import References, references_of
from wesley.ir.routine import Function
from wesley.ir.sequence import Sequence
from wesley.ir.table import Table
from wesley.ir.view import View

IR_VERSION = 1


# Getters in C: a plan looks thousands of tables up, with a dozen comparisons each.
_NAME = attrgetter("name")
_QUALIFIED_NAME = attrgetter("schema", "name")
_SIGNATURE = attrgetter("schema", "name", "arguments")


class Physical(Struct, frozen=True, kw_only=True, omit_defaults=True, dict=True):
    """What a PostgreSQL catalog can hold: compared, fingerprinted and planned. Collections are sorted by name."""

    namespaces: tuple[Namespace, ...] = ()
    extensions: tuple[Extension, ...] = ()
    enums: tuple[Enum, ...] = ()
    domains: tuple[Domain, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    tables: tuple[Table, ...] = ()
    views: tuple[View, ...] = ()
    functions: tuple[Function, ...] = ()

    def __post_init__(self) -> None:
        force_setattr(self, "namespaces", tuple(sorted(self.namespaces, key=_NAME)))
        force_setattr(self, "extensions", tuple(sorted(self.extensions, key=_NAME)))
        force_setattr(self, "enums", tuple(sorted(self.enums, key=_QUALIFIED_NAME)))
        force_setattr(self, "domains", tuple(sorted(self.domains, key=_QUALIFIED_NAME)))
        force_setattr(self, "sequences", tuple(sorted(self.sequences, key=_QUALIFIED_NAME)))
        force_setattr(self, "tables", tuple(sorted(self.tables, key=_QUALIFIED_NAME)))
        force_setattr(self, "views", tuple(sorted(self.views, key=_QUALIFIED_NAME)))
        force_setattr(self, "functions", tuple(sorted(self.functions, key=_SIGNATURE)))

    @cached_property
    def references(self) -> References:
        """Where foreign keys are to be looked for that refer to a table."""
        return references_of(self.tables)

    @cached_property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Schema and name of each table, in the order of the tables."""
        return tuple(map(_QUALIFIED_NAME, self.tables))

    def table(self, schema: str, name: str) -> Table | None:
        """The table of this name, or None."""
        at = bisect_left(self.names, (schema, name))
        return self.tables[at] if self.names[at : at + 1] == ((schema, name),) else None

    def referring(self, schema: str, name: str) -> tuple[Table, ...]:
        """The tables among which all are that have foreign keys to this one, sorted."""
        return tuple(filter(None, (self.table(*owner) for owner in sorted(self.references.to((schema, name))))))


class Schema(Struct, frozen=True, kw_only=True):
    """Both halves. A snapshot states every field, the version of the data model above all.

    Args:
        physical: what a catalog can hold.
        api: what only the schema language says.
        roles: roles that policies and grants name and that are created where missing; a cluster's, not a database's.
        postgres_version: the major version that the outputs are written for.
        ir_version: version of this data model.
    """

    physical: Physical = Physical()
    api: Api = Api()
    roles: tuple[Role, ...] = ()
    postgres_version: int = 15
    ir_version: int = IR_VERSION
