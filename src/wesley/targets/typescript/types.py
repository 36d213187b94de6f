"""Type expressions of fields, columns and inputs."""

from __future__ import annotations

from wesley.ir.api import EnumType, ScalarType, TypeRef
from wesley.ir.schema import Schema
from wesley.targets.typescript.text import in_list, literal
from wesley.targets.wire.forms import form_of
from wesley.targets.wire.names import Names
from wesley.targets.wire.sql_type import parse_type
from wesley.targets.wire.values import Leaf, Value

_WORDS = {"String": "string", "ID": "string", "Int": "number", "Float": "number", "Boolean": "boolean"}

JSON_OBJECT = "JSONObject"
"""The well-known scalar whose values are JSON objects: a check in the database sees to it."""


class Types:
    """Writes type expressions. Built once for a schema, then only read.

    Args:
        schema: the schema.
        names: its TypeScript names.
    """

    def __init__(self, schema: Schema, names: Names) -> None:
        self.names = names
        self._scalars = _WORDS | {scalar.name: self.scalar_alias(scalar) for scalar in schema.api.scalars}

    def scalar_alias(self, scalar: ScalarType) -> str:
        """What the alias of a scalar stands for."""
        if scalar.ts is not None:
            return scalar.ts
        if scalar.sql is None:
            return "unknown"
        if is_json_object(scalar):
            return f"{{ [key: string]: {self.names.json} }}"
        sql_type = parse_type(scalar.sql)
        item = self._form_type(form_of(sql_type).ts)
        return in_list(f"{item} | null") if sql_type.is_array else item

    def _form_type(self, ts: str) -> str:
        return self.names.json if ts == "Json" else ts

    def output(self, type_ref: TypeRef, *, absent: bool = False) -> str:
        """The type of a field that a server sends.

        Args:
            type_ref: as in the schema.
            absent: null even where the schema says `!`: row-level security may hide what it leads to.
        """
        named = self.names.types.get(type_ref.name) or self._scalars.get(type_ref.name, "unknown")
        inner = named if type_ref.item is None else in_list(self.output(type_ref.item))
        return inner if type_ref.non_null and not absent else f"{inner} | null"

    def read(self, value: Value) -> str:
        """The type of a column in a row that was read."""
        return self._listed(self._leaf(value.leaf, write=False), value)

    def written(self, value: Value) -> str:
        """The type of a column or input field that is written: JSON null would be SQL NULL, so it is told apart."""
        return self._listed(self._leaf(value.leaf, write=True), value)

    def differs_in_postgrest(self, leaf: Leaf) -> bool:
        """True when PostgREST sends something else than the wire form."""
        own = leaf.enum is not None or (leaf.scalar is not None and leaf.scalar.ts is not None)
        return leaf.form is not None and bool(leaf.form.postgrest) and not own

    def postgrest(self, value: Value, *, write: bool) -> str:
        """The type of a column as PostgREST sends and takes it, with nothing cast."""
        leaf = value.leaf
        if leaf.form is not None and self.differs_in_postgrest(leaf):
            return self._listed(leaf.form.postgrest, value)
        return self._listed(self._leaf(leaf, write=write), value)

    def _listed(self, leaf: str, value: Value) -> str:
        text = leaf
        for nullable_items in reversed(value.lists):
            text = in_list(f"{text} | null" if nullable_items else text)
        return f"{text} | null" if value.nullable else text

    def _leaf(self, leaf: Leaf, *, write: bool) -> str:
        if leaf.enum is not None:
            return self.names.types[leaf.enum.name]
        if leaf.input is not None:
            return self.names.types[leaf.input.name]
        plain = leaf.form.ts if leaf.form else "unknown"
        scalar = leaf.scalar
        if scalar is not None and (scalar.ts is not None or is_json_object(scalar)):
            return self.names.types[scalar.name]
        if plain == "Json" and write:
            return self.names.json_value
        plain = self._form_type(plain)
        if scalar is None or scalar.name not in self.names.types or self._scalars[scalar.name] != plain:
            return plain
        return self.names.types[scalar.name]


def is_json_object(scalar: ScalarType) -> bool:
    """True for the well-known scalar of JSON objects."""
    return scalar.well_known and scalar.name == JSON_OBJECT


def enum_literals(enum: EnumType) -> list[str]:
    """The stored values as literals, in the order of the schema."""
    return [literal(value.stored) for value in enum.values]
