"""The value of a column or of an input field: a leaf, in as many lists as there are."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from wesley.ir.api import EnumType, InputType, ScalarType, TypeRef
from wesley.ir.schema import Schema
from wesley.sql.text import qualified
from wesley.targets.wire.forms import Form, Kind, form_of
from wesley.targets.wire.sql_type import SqlType, parse_type

TEXT = SqlType("text")


class Leaf(Struct, frozen=True):
    """What stands in the innermost list.

    Args:
        sql_type: the PostgreSQL type; None when nothing says which it is.
        enum: the enum whose stored values these are.
        scalar: the scalar that was written, when it has its own name in TypeScript.
        input: the input type.
    """

    sql_type: SqlType | None = None
    enum: EnumType | None = None
    scalar: ScalarType | None = None
    input: InputType | None = None

    @property
    def form(self) -> Form | None:
        """How the type looks in JSON."""
        return None if self.sql_type is None else form_of(self.sql_type)

    @property
    def opaque(self) -> str:
        """The PostgreSQL type that alone can tell whether a text is a value; empty for all others."""
        own = self.scalar is not None and (self.scalar.ts is not None or self.scalar.zod is not None)
        is_opaque = self.form is not None and self.form.kind is Kind.OPAQUE and self.enum is None and not own
        return self.sql_type.name if is_opaque and self.sql_type else ""


class Value(Struct, frozen=True):
    """A leaf in lists.

    Args:
        leaf: what stands in the innermost list.
        lists: from the outermost list inwards, whether its elements may be null.
        nullable: whether the whole may be null.
        is_array: True when a PostgreSQL array holds the lists, so that those of one depth have one length.
    """

    leaf: Leaf
    lists: tuple[bool, ...] = ()
    nullable: bool = False
    is_array: bool = False


class Vocabulary:
    """The named types that values are made of. Built once for a schema.

    Args:
        schema: the schema.
    """

    def __init__(self, schema: Schema) -> None:
        self._enums = {enum.name: enum for enum in schema.api.enums}
        self._native = {qualified(*enum.relation): enum for enum in schema.api.enums if enum.relation}
        self._scalars = {scalar.name: scalar for scalar in schema.api.scalars}
        self._inputs = {input_type.name: input_type for input_type in schema.api.inputs}
        self._meant: dict[str, tuple[object, ...]] = {}

    def meant(self, names: Iterable[str]) -> tuple[object, ...]:
        """What type names of the schema language, and types of columns, stand for; compared by identity."""
        return tuple([part for name in names for part in self._meant.get(name) or self._meaning(name)])

    def _meaning(self, name: str) -> tuple[object, ...]:
        native = self._native.get(name.removesuffix("[]"))
        found = self._meant[name] = (self._enums.get(name) or native, self._scalars.get(name), self._inputs.get(name))
        return found

    def of_column(self, column_type: str, type_ref: TypeRef | None, *, nullable: bool) -> Value:
        """The value of a column.

        Args:
            column_type: as in `Column.type`.
            type_ref: type of its field; None for a column that has none.
            nullable: whether the column may be NULL.
        """
        sql_type = parse_type(column_type)
        name = type_ref.name if type_ref else ""
        enum = self._enums.get(name) or self._native.get(column_type.removesuffix("[]"))
        scalar = self._scalars.get(name)
        if enum is not None or scalar is None:
            return Value(Leaf(sql_type, enum), _array(sql_type, type_ref), nullable, sql_type.is_array)
        if _is_array(scalar):
            return _array_scalar(sql_type, scalar, nullable=nullable)
        return Value(Leaf(sql_type, None, scalar), _array(sql_type, type_ref), nullable, sql_type.is_array)

    def of_field(self, type_ref: TypeRef) -> Value:
        """The value of an input field, or of a column that only its field describes."""
        name, scalar = type_ref.name, self._scalars.get(type_ref.name)
        lists, nullable = _nullable_items(type_ref), not type_ref.non_null
        if scalar is None or scalar.sql is None:
            sql_type = TEXT if name in self._enums else None
            return Value(Leaf(sql_type, self._enums.get(name), scalar, self._inputs.get(name)), lists, nullable)
        if _is_array(scalar):
            inner = _array_scalar(parse_type(scalar.sql), scalar, nullable=nullable)
            return replace(inner, lists=lists + inner.lists)
        return Value(Leaf(parse_type(scalar.sql), None, scalar), lists, nullable)


def _is_array(scalar: ScalarType) -> bool:
    return scalar.sql is not None and parse_type(scalar.sql).is_array


def _array_scalar(sql_type: SqlType, scalar: ScalarType, *, nullable: bool) -> Value:
    """The value of a scalar that stands for a whole array: its own spelling is that of the array."""
    if scalar.ts is not None or scalar.zod is not None:
        return Value(Leaf(sql_type, None, scalar), (), nullable)
    return Value(Leaf(sql_type), (True,), nullable, is_array=True)


def _array(sql_type: SqlType, type_ref: TypeRef | None) -> tuple[bool, ...]:
    if not sql_type.is_array:
        return ()
    items = _nullable_items(type_ref) if type_ref else ()
    # An element of a PostgreSQL array may be NULL, a row of one may not.
    return (*(False for _ in items[:-1]), items[-1]) if items else (True,)


def _nullable_items(type_ref: TypeRef) -> tuple[bool, ...]:
    item = type_ref.item
    return () if item is None else (not item.non_null, *_nullable_items(item))
