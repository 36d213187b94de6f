"""All directives together: looking one up by any of its names, and their definitions as schema text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from textwrap import wrap

from msgspec import Struct

from wesley.ir.api import TypeRef
from wesley.ir.origin import NOWHERE
from wesley.sdl.columns.scalars import WELL_KNOWN
from wesley.sdl.directive import Directive, Parameter
from wesley.sdl.language.document import Value, ValueKind

PREFIXES = ("wes_", "wesley_")
BUILT_IN = frozenset(("ID", "String", "Int", "Float", "Boolean"))
"""The scalars of GraphQL itself (specification, section 3.5)."""


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


def definitions_sdl(words: Vocabulary) -> str:
    """The definitions as schema text, for editors: everything that a schema may use without declaring it."""
    lines = [*_opening(), "scalar SQL", "scalar JSON", ""]
    for name, values in words.enums.items():
        lines += [f"enum {name} {{", *(f"  {value}" for value in values), "}", ""]
    for directive in words.directives:
        for name in (directive.name, *directive.aliases):
            lines += [*_definition(directive, name), ""]
    return "\n".join(lines)


def _opening() -> list[str]:
    prefixes = " and ".join(f"`{prefix}`" for prefix in PREFIXES)
    scalars = wrap(", ".join(name for name in WELL_KNOWN if name not in BUILT_IN), 116)
    return [
        "# The directives of Wesley. A schema needs no copy of this; editors that complete and check do.",
        f"# Every name is accepted with the prefixes {prefixes} too: @wes_table is @table.",
        "# Scalars that need no declaration, beside those of GraphQL itself:",
        *(f"#   {line}" for line in scalars),
        "",
    ]


def _definition(directive: Directive, name: str) -> list[str]:
    alias = "" if name == directive.name else f" Another name for @{directive.name}."
    lines = [f'"""{directive.description}{alias}"""']
    if not directive.parameters:
        return [*lines, f"directive @{name}{_tail(directive)}"]
    lines.append(f"directive @{name}(")
    for parameter in directive.parameters:
        default = f" = {parameter.default}" if parameter.default else ""
        lines += [f'  """{parameter.description}"""', f"  {parameter.name}: {parameter.type}{default}"]
    return [*lines, f"){_tail(directive)}"]


def _tail(directive: Directive) -> str:
    repeatable = " repeatable" if directive.repeatable else ""
    return f"{repeatable} on {' | '.join(place.value for place in directive.locations)}"


def prelude(words: Vocabulary, names: Iterable[str]) -> str:
    """What GraphQL's own validation has to know of the names that a schema uses.

    The types of arguments are left to `uses.py`, which also knows strings for words: here each is a String, so that a
    schema may define a type `Privilege` or `JSON` of its own.

    Args:
        words: the directives.
        names: names of directives that the schema uses; those that are not ours are passed over.
    """
    lines = [f"scalar {name}" for name in WELL_KNOWN if name not in BUILT_IN]
    for name in sorted(words.names.keys() & set(names)):
        directive = words.names[name]
        arguments = ", ".join(f"{one.name}: {_loose(one)}" for one in directive.parameters)
        lines.append(f"directive @{name}{f'({arguments})' if arguments else ''}{_tail(directive)}")
    return "\n".join(lines)


def _loose(parameter: Parameter) -> str:
    required = parameter.type.endswith("!") and not parameter.default
    return ("[String]" if parameter.type.startswith("[") else "String") + ("!" if required else "")
