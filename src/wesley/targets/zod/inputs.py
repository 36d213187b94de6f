"""The schemas of input types."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.ir.api import InputType, InputValue
from wesley.targets.typescript.inputs import is_optional
from wesley.targets.typescript.text import block, doc, key
from wesley.targets.wire.names import Names
from wesley.targets.wire.values import Value, Vocabulary
from wesley.targets.zod.catalog import Catalog
from wesley.targets.zod.rows import missing
from wesley.targets.zod.values import Values


class Inputs:
    """Writes the schemas of input types, each after those that it refers to.

    Args:
        names: TypeScript names of the schema.
        vocabulary: knows the types of input fields.
        values: writes the schemas of fields.
        catalog: gives out the constants.
    """

    def __init__(self, names: Names, vocabulary: Vocabulary, values: Values, catalog: Catalog) -> None:
        self._names = names
        self._vocabulary = vocabulary
        self._values = values
        self._catalog = catalog

    def schemas(self, declared: tuple[InputType, ...]) -> list[str]:
        """The schemas of all input types."""
        lines: list[str] = []
        known: set[str] = set()
        for input_type in _in_order(declared):
            lines += [*doc("", input_type.description), *self._schema(input_type, known), ""]
            known.add(input_type.name)
        return lines

    def _schema(self, input_type: InputType, known: set[str]) -> list[str]:
        head = f"export const {self._values.name(input_type.name)} = "
        if not input_type.one_of:
            lines = [self._property(field, known, required=not is_optional(field)) for field in input_type.fields]
            return block(f"{head}z.strictObject(", lines, "})")
        lines = [self._choice(input_type, chosen, known) for chosen in input_type.fields]
        return [f"{head}z.union([", *lines, "])"]

    def _choice(self, input_type: InputType, chosen: InputValue, known: set[str]) -> str:
        parts = [
            self._property(field, known, required=True, null=False)
            if field is chosen
            else f"  {key(field.name)}: {self._catalog.use('absent')},"
            for field in input_type.fields
        ]
        return f"  z.strictObject({{ {' '.join(part.strip() for part in parts).removesuffix(',')} }}),"

    def _property(self, field: InputValue, known: set[str], *, required: bool, null: bool = True) -> str:
        value = self._vocabulary.of_field(field.type)
        schema = self._values.written(value) + missing(nullable=value.nullable and null, optional=not required)
        if value.leaf.input is None or value.leaf.input.name in known:
            return f"  {key(field.name)}: {schema},"
        # The schema is not there yet: a getter is read later. Its type is written out, because inferring it would be
        # going in circles.
        written = self._type(value, optional=not required, null=value.nullable and null)
        return f"  get {key(field.name)}(): {written} {{ return {schema} }},"

    def _type(self, value: Value, *, optional: bool, null: bool) -> str:
        name = value.leaf.input.name if value.leaf.input else ""
        text = f"z.ZodType<types.{self._names.types[name]}>"
        for nullable_items in reversed(value.lists):
            text = f"z.ZodArray<{f'z.ZodNullable<{text}>' if nullable_items else text}>"
        text = f"z.ZodNullable<{text}>" if null else text
        return f"z.ZodOptional<{text}>" if optional else text


def _in_order(declared: tuple[InputType, ...]) -> Iterable[InputType]:
    """Each input type after those that it refers to, as far as cycles allow. A chain may be long: no recursion."""
    by_name = {input_type.name: input_type for input_type in declared}
    done: dict[str, InputType] = {}
    begun: set[str] = set()
    stack = [(input_type.name, False) for input_type in reversed(declared)]
    while stack:
        name, complete = stack.pop()
        if complete:
            done[name] = by_name[name]
        elif name not in begun:
            begun.add(name)
            stack.append((name, True))
            references = [field.type.name for field in by_name[name].fields if field.type.name in by_name]
            stack += [(reference, False) for reference in reversed(references) if reference not in begun]
    return done.values()
