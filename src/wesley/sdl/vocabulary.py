"""All directives together: looking one up by any of its names, and their definitions as schema text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct

from wesley.ir.api import TypeRef
from wesley.ir.origin import NOWHERE
from wesley.sdl.directive import Directive, Parameter
from wesley.sdl.document import Value, ValueKind

PREFIXES = ("wes_", "wesley_")


class Vocabulary(Struct, frozen=True):
    """The directives that a schema may use.

    Args:
        directives: all of them, in their order.
        enums: the closed sets that arguments take their words from, by GraphQL name.
        names: from every accepted name to its directive.
        redeclared: names that the schema itself declares.
    """

    directives: tuple[Directive, ...]
    enums: Mapping[str, tuple[str, ...]]
    names: Mapping[str, Directive]
    redeclared: frozenset[str] = frozenset()

    def find(self, name: str) -> Directive | None:
        """The directive of this name or alias, or None."""
        return self.names.get(name)


def vocabulary(directives: tuple[Directive, ...], enums: Mapping[str, tuple[str, ...]]) -> Vocabulary:
    """The vocabulary of these directives, whose closed sets are `enums`."""
    names = {name: directive for directive in directives for name in accepted_names(directive)}
    return Vocabulary(directives, enums, names)


def accepted_names(directive: Directive) -> tuple[str, ...]:
    """Every name that is accepted for the directive, the canonical one first."""
    short = (directive.name, *directive.aliases)
    return (*short, *(prefix + name for prefix in PREFIXES for name in short))


@cache
def parse_type(text: str) -> TypeRef:
    """`[String!]!` as a value."""
    if text.endswith("!"):
        inner = parse_type(text[:-1])
        return TypeRef(inner.name, True, inner.item)
    if text.startswith("["):
        item = parse_type(text[1:-1])
        return TypeRef(item.name, item=item)
    return TypeRef(text)


def named_type(type_ref: TypeRef) -> str:
    """The innermost named type."""
    return type_ref.name


@cache
def parameter_default(parameter: Parameter) -> Value:
    """The default of a parameter as a literal."""
    return _literal(parameter.default)


def _literal(text: str) -> Value:
    if text in ("true", "false"):
        return Value(kind=ValueKind.BOOLEAN, value=text == "true", origin=NOWHERE)
    if text.startswith("["):
        items = tuple(_literal(item.strip()) for item in text[1:-1].split(","))
        return Value(kind=ValueKind.LIST, value=items, origin=NOWHERE)
    if text.startswith('"'):
        return Value(kind=ValueKind.STRING, value=text[1:-1], origin=NOWHERE)
    kind = ValueKind.INT if text.lstrip("-").isdigit() else ValueKind.ENUM
    return Value(kind=kind, value=text, origin=NOWHERE)


def definitions_sdl(words: Vocabulary, names: Iterable[str] | None = None) -> str:
    """The definitions as schema text, for editors and for GraphQL's own validation.

    Args:
        words: the directives.
        names: the accepted names to define; the canonical ones and the short aliases when None.
    """
    wanted = [name for one in words.directives for name in (one.name, *one.aliases)] if names is None else names
    lines = ["scalar SQL", "scalar JSON", ""]
    for name, values in words.enums.items():
        lines += [f"enum {name} {{", *(f"  {value}" for value in values), "}", ""]
    for name in wanted:
        lines += [*_definition(words.names[name], name), ""]
    return "\n".join(lines)


def _definition(directive: Directive, name: str) -> list[str]:
    alias = "" if name == directive.name else f" Another name for @{directive.name}."
    lines = [f'"""{directive.description}{alias}"""']
    repeatable = " repeatable" if directive.repeatable else ""
    tail = f"{repeatable} on {' | '.join(place.value for place in directive.locations)}"
    if not directive.parameters:
        return [*lines, f"directive @{name}{tail}"]
    lines.append(f"directive @{name}(")
    for parameter in directive.parameters:
        default = f" = {parameter.default}" if parameter.default else ""
        lines += [f'  """{parameter.description}"""', f"  {parameter.name}: {parameter.type}{default}"]
    return [*lines, f"){tail}"]
