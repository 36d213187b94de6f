"""graphql-core's tree to `document.py`'s: extensions merged into what they extend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from wesley.ir.api import TypeRef
from wesley.ir.origin import NOWHERE, Origin
from wesley.memory.memory import Memory, recall
from wesley.sdl.language.document import (
    Argument,
    DirectiveDefinition,
    DirectiveUse,
    Document,
    EnumValueDefinition,
    FieldDefinition,
    InputValueDefinition,
    Kind,
    TypeDefinition,
    Value,
    ValueKind,
)

Converted = TypeVar("Converted")

# The nodes of graphql-core are told apart by `kind`: a dictionary look-up instead of a chain of isinstance, and this
# runs once for every node of the schema.
_KINDS = {
    "scalar_type": Kind.SCALAR,
    "object_type": Kind.OBJECT,
    "interface_type": Kind.INTERFACE,
    "union_type": Kind.UNION,
    "enum_type": Kind.ENUM,
    "input_object_type": Kind.INPUT,
}


class Pieces(Struct, frozen=True):
    """What one source defines, in its order.

    Args:
        types: its types.
        extensions: its extensions of types.
        directives: its directives.
        roots: the root types that it names, by operation.
        named_roots: whether it has a schema definition, and not extensions of one alone.
    """

    types: tuple[TypeDefinition, ...]
    extensions: tuple[TypeDefinition, ...]
    directives: tuple[DirectiveDefinition, ...]
    roots: tuple[tuple[str, str], ...]
    named_roots: bool


def pieces(nodes: Iterable[Any]) -> Pieces:
    """The definitions of one source."""
    types: list[TypeDefinition] = []
    extensions: list[TypeDefinition] = []
    directives: list[DirectiveDefinition] = []
    roots: list[tuple[str, str]] = []
    named_roots = False
    for node in nodes:
        stem, _, suffix = node.kind.rpartition("_")
        if stem in _KINDS:
            (extensions if suffix == "extension" else types).append(_type(node, _KINDS[stem]))
        elif node.kind == "directive_definition":
            directives.append(_directive(node))
        elif node.kind in ("schema_definition", "schema_extension"):
            named_roots = named_roots or node.kind == "schema_definition"
            roots += [(root.operation.value, root.type.name.value) for root in node.operation_types or ()]
    return Pieces(tuple(types), tuple(extensions), tuple(directives), tuple(roots), named_roots)


def document(sources: Sequence[Pieces], memory: Memory | None = None) -> Document:
    """A document from the definitions of all sources.

    Args:
        sources: the pieces of each.
        memory: of extended types, so that the same pieces make the same type.
    """
    types: dict[str, TypeDefinition] = {}
    for definition in (one for source in sources for one in source.types):
        types.setdefault(definition.name, definition)
    for number, extension in enumerate(one for source in sources for one in source.extensions):
        # What is extended and not defined here is a scalar that needs no definition.
        base = types.get(extension.name)
        types[extension.name] = extension if base is None else _extended_once(memory, number, base, extension)
    roots = dict(root for source in sources for root in source.roots)
    if any(source.named_roots for source in sources):  # then there are no others (GraphQL specification, 3.3.1)
        roots = {"query": "", "mutation": "", "subscription": "", **roots}
    directives = tuple(one for source in sources for one in source.directives)
    return Document(types=tuple(types.values()), directives=directives, **roots)


def _extended_once(
    memory: Memory | None, number: int, base: TypeDefinition, extension: TypeDefinition
) -> TypeDefinition:
    key = ("extended", extension.name, number)
    return recall(memory, key, (base, extension), lambda: _extended(base, extension))


def _extended(base: TypeDefinition, extension: TypeDefinition) -> TypeDefinition:
    return replace(
        base,
        fields=base.fields + extension.fields,
        inputs=base.inputs + extension.inputs,
        values=base.values + extension.values,
        members=base.members + extension.members,
        interfaces=base.interfaces + extension.interfaces,
        directives=base.directives + extension.directives,
    )


def _type(node: Any, kind: Kind) -> TypeDefinition:
    fields = getattr(node, "fields", None) or ()
    return TypeDefinition(
        kind=kind,
        name=node.name.value,
        fields=() if kind is Kind.INPUT else _all(_field, fields),
        inputs=_all(_input, fields) if kind is Kind.INPUT else (),
        values=_all(_enum_value, getattr(node, "values", None)),
        members=tuple(member.name.value for member in getattr(node, "types", None) or ()),
        interfaces=tuple(parent.name.value for parent in getattr(node, "interfaces", None) or ()),
        directives=_all(directive_use, node.directives),
        description=_description(node),
        origin=_origin(node.name),
    )


def _all(convert: Callable[[Any], Converted], nodes: Sequence[Any] | None) -> tuple[Converted, ...]:
    return tuple([convert(node) for node in nodes]) if nodes else ()


def _field(node: Any) -> FieldDefinition:
    return FieldDefinition(
        name=node.name.value,
        type=_type_ref(node.type),
        type_origin=_origin(node.type),
        arguments=_all(_input, node.arguments),
        directives=_all(directive_use, node.directives),
        description=_description(node),
        origin=_origin(node.name),
    )


def _input(node: Any) -> InputValueDefinition:
    return InputValueDefinition(
        name=node.name.value,
        type=_type_ref(node.type),
        default=None if node.default_value is None else _value(node.default_value),
        directives=_all(directive_use, node.directives),
        description=_description(node),
        origin=_origin(node.name),
    )


def _enum_value(node: Any) -> EnumValueDefinition:
    return EnumValueDefinition(
        name=node.name.value,
        directives=_all(directive_use, node.directives),
        description=_description(node),
        origin=_origin(node.name),
    )


def _directive(node: Any) -> DirectiveDefinition:
    return DirectiveDefinition(
        name=node.name.value,
        arguments=_all(_input, node.arguments),
        locations=tuple(location.value for location in node.locations),
        repeatable=node.repeatable,
        origin=_origin(node.name),
    )


def directive_use(node: Any) -> DirectiveUse:
    """`@name(arguments)`."""
    arguments = tuple(
        [Argument(child.name.value, _value(child.value), _origin(child.name)) for child in node.arguments or ()]
    )
    return DirectiveUse(node.name.value, arguments, _origin(node, extra=len(node.name.value)))


def _type_ref(node: Any, *, non_null: bool = False) -> TypeRef:
    if node.kind == "non_null_type":
        return _type_ref(node.type, non_null=True)
    if node.kind == "list_type":
        item = _type_ref(node.type)
        return TypeRef(item.name, non_null, item)
    return TypeRef(node.name.value, non_null)


_LITERALS = {
    "null_value": ValueKind.NULL,
    "boolean_value": ValueKind.BOOLEAN,
    "int_value": ValueKind.INT,
    "float_value": ValueKind.FLOAT,
    "enum_value": ValueKind.ENUM,
}


def _value(node: Any) -> Value:
    origin = _origin(node)
    if node.kind == "string_value":
        return Value(kind=ValueKind.STRING, value=node.value, origin=origin, verbatim=_verbatim(node))
    if node.kind == "list_value":
        return Value(kind=ValueKind.LIST, value=_all(_value, node.values), origin=origin)
    if node.kind == "object_value":
        pairs = tuple([(child.name.value, _value(child.value)) for child in node.fields])
        return Value(kind=ValueKind.OBJECT, value=pairs, origin=origin)
    return Value(kind=_LITERALS[node.kind], value=getattr(node, "value", None), origin=origin)


def _verbatim(node: Any) -> bool:
    return not node.block and node.loc is not None and node.loc.end - node.loc.start == len(node.value) + 2


def _description(node: Any) -> str | None:
    found = getattr(node, "description", None)  # extensions have none
    return None if found is None else found.value


def _origin(node: Any, extra: int = 0) -> Origin:
    loc = node.loc
    if loc is None:
        return NOWHERE
    token = loc.start_token
    line = loc.source.lines_before + token.line  # a call of `line_of` for each of ten thousands would be felt
    return Origin(loc.source.name, line, token.column, max(1, token.end - token.start) + extra)
