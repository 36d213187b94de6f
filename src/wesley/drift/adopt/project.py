"""The schema as it is written: names of types and fields by those of tables and columns, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from wesley.config.settings import Naming, Settings
from wesley.ir.api import EnumType, ObjectType
from wesley.ir.schema import Physical, Schema
from wesley.sdl.language.outline import Part, TypeOutline
from wesley.sdl.names import column_name, snake_case, table_name

Relation = tuple[str, str]

_NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]*\Z")


class Named(Struct, frozen=True):
    """A name of the schema language; `is_own` when the name in the database does not follow from it."""

    name: str
    is_own: bool = False


class Project(Struct, frozen=True, kw_only=True):
    """What is known of the schema that an adoption changes.

    Args:
        settings: the configuration.
        schema: the schema.
        outlines: where its types stand.
        texts: its texts by name.
        found: the database, with what means the same spelled as in the schema.
    """

    settings: Settings
    schema: Schema
    outlines: tuple[TypeOutline, ...]
    texts: dict[str, str]
    found: Physical

    def object_of(self, relation: Relation) -> ObjectType | None:
        """The type of a table or view; None where the schema has none."""
        return next((one for one in self.schema.api.objects if one.relation == relation), None)

    def enum_of(self, relation: Relation) -> EnumType | None:
        """The enum of a native type; None where the schema has none that is used."""
        return next((one for one in self.schema.api.enums if one.relation == relation), None)

    def enum_name(self, relation: Relation) -> Named:
        """The name of an enum, or the one that it would get."""
        known = self.enum_of(relation)
        if known is not None:
            return Named(known.name)
        name = _pascal(_spelled(snake_case(relation[1])))
        while name in self.taken() or name in self._new_types():
            name += "Enum"
        return Named(name, is_own=True)

    def _new_types(self) -> frozenset[str]:
        """The names that the tables would get of which the schema knows nothing."""
        unknown = (one for one in self.found.tables if self.object_of((one.schema, one.name)) is None)
        return frozenset(self.type_name((one.schema, one.name)).name for one in unknown)

    def type_name(self, relation: Relation) -> Named:
        """The name of a table's type, or the one that it would get."""
        known = self.object_of(relation)
        if known is not None:
            return Named(known.name)
        return _proposed_type(relation[1], self.settings.naming, self.taken())

    def taken(self) -> frozenset[str]:
        """The names of all types."""
        return frozenset(one.name for one in self.outlines)

    def field_name(self, relation: Relation, column: str) -> Named:
        """The name of a column's field, or the one that it would get."""
        known = self.object_of(relation)
        fields = known.fields if known is not None else ()
        for field in fields:
            if field.column == column:
                return Named(field.name)
        return _proposed_field(column, self.settings.naming, {field.name for field in fields} or self._field_names())

    def fields(self, relation: Relation, columns: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the fields of columns."""
        return tuple(self.field_name(relation, column).name for column in columns)

    def _field_names(self) -> set[str]:
        return {field.name for one in self.schema.api.objects for field in one.fields}

    def definition(self, name: str) -> TypeOutline | None:
        """Where a type is defined; an extension where there is nothing else."""
        own = [one for one in self.outlines if one.name == name]
        return next((one for one in own if not one.is_extension), own[0] if own else None)

    def part(self, type_name: str, name: str) -> tuple[TypeOutline, Part] | None:
        """Where a field or an enum value stands, in the definition or in an extension."""
        for one in self.outlines:
            part = one.part(name) if one.name == type_name else None
            if part is not None:
                return one, part
        return None


def _proposed_field(column: str, naming: Naming, others: set[str]) -> Named:
    candidates = [column, _camel(column)] if _is_snake(others) else [_camel(column), column]
    for candidate in candidates:
        if _fits(candidate) and column_name(candidate, naming) == column:
            return Named(candidate)
    return Named(_spelled(column), is_own=True)


def _is_snake(names: set[str]) -> bool:
    return any("_" in name for name in names) and not any(name != name.lower() for name in names)


def _proposed_type(table: str, naming: Naming, taken: frozenset[str]) -> Named:
    for stem in _singulars(table):
        name = _pascal(stem)
        if _fits(name) and name not in taken and table_name(name, naming) == table:
            return Named(name)
    name = _pascal(_spelled(snake_case(table)))
    while name in taken:
        name += "Table"
    return Named(name, is_own=True)


def _singulars(name: str) -> Iterator[str]:
    if name.endswith("ies"):
        yield name[:-3] + "y"
    if name.endswith("s"):
        yield name[:-1]
    if name.endswith("es"):
        yield name[:-2]
    if name.endswith("people"):
        yield name[:-6] + "person"
    if name.endswith("children"):
        yield name[:-3]
    yield name


def _fits(name: str) -> bool:
    return _NAME.match(name) is not None and not name.startswith("__")


def _spelled(name: str) -> str:
    """A name of GraphQL that looks like any name."""
    word = re.sub(r"[^0-9A-Za-z_]", "_", name).lstrip("_")
    return word if word and not word[0].isdigit() else f"x{word}"


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


def _pascal(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))
