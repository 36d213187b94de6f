"""Schemas of values: a constant for the leaf, lists around it, rules behind it."""

from __future__ import annotations

from wesley.ir.api import Rules, ScalarType
from wesley.targets.typescript.types import is_json_object
from wesley.targets.wire.forms import Kind
from wesley.targets.wire.names import Names
from wesley.targets.wire.values import Leaf, Value
from wesley.targets.zod.catalog import Catalog
from wesley.targets.zod.rules import list_refinements, refinements


class Values:
    """Writes the schemas of values.

    Args:
        names: TypeScript names of the schema.
        catalog: gives out the constants.
    """

    def __init__(self, names: Names, catalog: Catalog) -> None:
        self._names = names
        self._catalog = catalog

    def name(self, type_name: str) -> str:
        """The name of the schema of a GraphQL type."""
        return f"{self._names.types[type_name]}Schema"

    def read(self, value: Value) -> str:
        """The schema of a column in a row that was read."""
        leaf = value.leaf
        named = self._named(leaf)
        if named is None:
            named = self._catalog.read(leaf.sql_type) if leaf.sql_type else self._catalog.use("anything")
            named = self._as_own(named, leaf.scalar, write=False)
        return self._nullable(self._listed(named, value), value)

    def written(self, value: Value, rules: Rules | None = None) -> str:
        """The schema of a column or input field that is written, null left aside.

        Args:
            value: the value.
            rules: rules on it, if any.
        """
        leaf = value.leaf
        named = self._named(leaf)
        if named is None:
            named = self._written_leaf(leaf, None if value.is_array else rules, in_array=value.is_array)
        schema = self._listed(named, value)
        if value.is_array and len(value.lists) > 1:
            schema += f'.refine({self._catalog.use("isRectangular")}, "Lists of different lengths")'
        if value.is_array and rules is not None:
            schema += list_refinements(rules, len(value.lists))
        return schema

    def _named(self, leaf: Leaf) -> str | None:
        if leaf.enum is not None:
            return self.name(leaf.enum.name)
        if leaf.input is not None:
            return self.name(leaf.input.name)
        if leaf.scalar is not None and leaf.scalar.zod is not None:
            return self.name(leaf.scalar.name)
        return None

    def _written_leaf(self, leaf: Leaf, rules: Rules | None, *, in_array: bool) -> str:
        if leaf.sql_type is None or leaf.form is None:
            return self._as_own(self._catalog.use("anything"), leaf.scalar, write=True)
        name = self._catalog.written(leaf.sql_type, leaf.scalar)
        if in_array and leaf.form.kind is Kind.JSON:
            name = self._catalog.use("jsonItem")
        if rules is not None:
            name += refinements(rules, leaf.form.kind, leaf.sql_type, self._catalog)
        return self._as_own(name, leaf.scalar, write=True)

    def _as_own(self, text: str, scalar: ScalarType | None, *, write: bool) -> str:
        """The schema with the type of JSON objects, which a check sees to; the compiler proves every other type."""
        if scalar is None or not is_json_object(scalar) or scalar.name not in self._names.types:
            return text
        check = f'.refine({self._catalog.use("isJsonObject")}, "A JSON object")' if write else ""
        return f"({text}{check} as unknown as z.ZodType<types.{self._names.types[scalar.name]}>)"

    def _listed(self, text: str, value: Value) -> str:
        for nullable_items in reversed(value.lists):
            text = f"z.array({text}{'.nullable()' if nullable_items else ''})"
        return text

    def _nullable(self, text: str, value: Value) -> str:
        return f"{text}.nullable()" if value.nullable else text
