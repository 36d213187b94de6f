"""The uses of directives in a document, each checked against its definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from wesley.ir.api import TypeRef
from wesley.memory.memory import Memory, recall
from wesley.problems.problem import Problem
from wesley.problems.suggest import did_you_mean
from wesley.sdl.directive import Directive, Location, Parameter, Place
from wesley.sdl.draft import Draft, Site
from wesley.sdl.language.document import (
    Argument,
    DirectiveUse,
    EnumValueDefinition,
    FieldDefinition,
    Kind,
    TypeDefinition,
    Value,
    ValueKind,
)
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.use import Use
from wesley.sdl.vocabulary import Vocabulary, named_type, parameter_default, parse_type

_LOCATION_OF_KIND = {Kind.SCALAR: Location.SCALAR, Kind.OBJECT: Location.OBJECT, Kind.ENUM: Location.ENUM}


class SitedUse(Struct, frozen=True):
    """A checked use and where it stands."""

    site: Site
    use: Use


def collect(draft: Draft, vocabulary: Vocabulary, memory: Memory | None = None) -> dict[str, list[SitedUse]]:
    """Every use of Wesley's directives by canonical name, in the order of the sources; what is wrong is reported.

    Args:
        draft: the schema.
        vocabulary: the directives.
        memory: of what the uses of a type are, and what is wrong with them.
    """
    document, found = draft.document, {directive.name: list[SitedUse]() for directive in vocabulary.directives}
    key = (vocabulary.redeclared, document.query, document.mutation, document.subscription)
    for definition in document.types:
        of_type = recall(
            memory, (definition.name, key), (definition,), partial(_of_type, draft, vocabulary, definition)
        )
        draft.problems += of_type.problems
        for one in of_type.uses:
            found[one.use.name].append(SitedUse(Site(draft, definition, one.field, one.value), one.use))
    return found


_MAKERS = ("table", "view")


class _PlacedUse(Struct, frozen=True):
    """A checked use, and the field or value that it stands on."""

    use: Use
    field: FieldDefinition | None
    value: EnumValueDefinition | None


class _UsesOfType(Struct, frozen=True):
    """The uses on a type and in it that can be applied, and what is wrong with the others."""

    uses: tuple[_PlacedUse, ...]
    problems: tuple[Problem, ...]


def _of_type(draft: Draft, vocabulary: Vocabulary, definition: TypeDefinition) -> _UsesOfType:
    known = len(draft.problems)
    found = list(_uses(draft, vocabulary, definition))
    problems = tuple(draft.problems[known:])
    del draft.problems[known:]
    makers = [use for directive, _, use in found if directive.name in _MAKERS]
    has_table = bool(makers) and None not in makers
    # Where @table itself is wrong there is nothing that the others could add to.
    uses = [
        _PlacedUse(use, site.field, site.value)
        for directive, site, use in found
        if use is not None and (has_table or directive.place is Place.ANY)
    ]
    return _UsesOfType(tuple(uses), problems)


def _uses(
    draft: Draft, vocabulary: Vocabulary, definition: TypeDefinition
) -> Iterator[tuple[Directive, Site, Use | None]]:
    """The uses on a type and in it; None for one whose arguments are wrong."""
    relation = _relation_of(definition, vocabulary)
    type_is_ignored = _is_ignored(definition.directives, vocabulary)
    for site, location, everything in _places(draft, definition):
        written = everything
        if type_is_ignored or _is_ignored(everything, vocabulary):
            written = tuple(use for use in everything if _is_ignored((use,), vocabulary))
        seen: dict[str, DirectiveUse] = {}
        for one in written:
            directive = vocabulary.find(one.name)
            if directive is None or not _may_stand(draft, directive, one, location, relation):
                continue
            if _on_no_root(site, directive, one) and _once(draft, directive, one, seen):
                yield directive, site, _checked(draft, vocabulary, directive, one)


def _is_ignored(written: tuple[DirectiveUse, ...], vocabulary: Vocabulary) -> bool:
    return any((directive := vocabulary.find(use.name)) and directive.name == "ignore" for use in written)


def _places(
    draft: Draft, definition: TypeDefinition
) -> Iterator[tuple[Site, Location | None, tuple[DirectiveUse, ...]]]:
    yield Site(draft, definition), _LOCATION_OF_KIND.get(definition.kind), definition.directives
    for field in definition.fields:
        if field.directives:
            yield Site(draft, definition, field=field), Location.FIELD_DEFINITION, field.directives
    for value in definition.values:
        if value.directives:
            yield Site(draft, definition, value=value), Location.ENUM_VALUE, value.directives
    for entry in definition.inputs:
        if entry.directives:
            yield Site(draft, definition), None, entry.directives


def _relation_of(definition: TypeDefinition, vocabulary: Vocabulary) -> Place:
    names = {directive.name for use in definition.directives if (directive := vocabulary.find(use.name))}
    if definition.kind is not Kind.OBJECT or not names & {"table", "view"}:
        return Place.ANY
    return Place.RELATION if "view" in names else Place.TABLE


def _may_stand(
    draft: Draft, directive: Directive, written: DirectiveUse, location: Location | None, relation: Place
) -> bool:
    if location not in directive.locations:
        places = " or ".join(place.value for place in directive.locations)
        draft.report(DIRECTIVE_PLACE.code, f"@{written.name} cannot stand here, only on {places}", written.origin)
        return False
    enough = {Place.ANY: tuple(Place), Place.RELATION: (Place.RELATION, Place.TABLE), Place.TABLE: (Place.TABLE,)}
    if relation not in enough[directive.place]:
        draft.report(
            DIRECTIVE_PLACE.code,
            f"@{written.name} means nothing here: it needs {directive.place.value}",
            written.origin,
            "add @table to the type, or take the directive away" if relation is Place.ANY else "",
        )
        return False
    return True


def _on_no_root(site: Site, directive: Directive, written: DirectiveUse) -> bool:
    document = site.draft.document
    roots = (document.query, document.mutation, document.subscription)
    if site.definition.name not in roots or directive.name == "ignore":
        return True
    message = f"@{written.name} means nothing on operations, and `{site.definition.name}` holds nothing else"
    site.draft.report(DIRECTIVE_PLACE.code, message, written.origin, "take it away")
    return False


def _once(draft: Draft, directive: Directive, written: DirectiveUse, seen: dict[str, DirectiveUse]) -> bool:
    earlier = seen.setdefault(directive.name, written)
    # GraphQL itself refuses the same name twice; the same directive under two names is for us to refuse.
    if directive.repeatable or earlier is written or earlier.name == written.name:
        return True
    draft.report(
        DIRECTIVE_CONFLICT.code,
        f"@{earlier.name} and @{written.name} are the same directive, used twice",
        written.origin,
        "keep one of them",
    )
    return False


def _checked(draft: Draft, vocabulary: Vocabulary, directive: Directive, written: DirectiveUse) -> Use | None:
    parameters = {parameter.name: parameter for parameter in directive.parameters}
    values: dict[str, Value] = {}
    right = True
    for argument in written.arguments:
        parameter = parameters.get(argument.name)
        if parameter is None:
            right = _unknown_argument(draft, vocabulary, written, argument, parameters)
            continue
        canonical = parameter.alias_of or parameter.name
        if argument.value.kind is ValueKind.NULL:
            continue
        if canonical in values:
            message = f"`{argument.name}` and `{canonical}` are two spellings of one argument of @{written.name}"
            draft.report(DIRECTIVE_CONFLICT.code, message, argument.origin, "keep one of them")
            right = False
        problem = _mismatch(vocabulary, parse_type(parameter.type), argument.value)
        if problem:
            message = f"`{argument.name}` of @{written.name} {problem}"
            draft.report(DIRECTIVE_ARGUMENT.code, message, argument.value.origin)
            right = False
        values[canonical] = _spelt(vocabulary, parameter, argument.value)
    return _complete(draft, directive, written, values) if right else None


def _unknown_argument(
    draft: Draft, vocabulary: Vocabulary, written: DirectiveUse, argument: Argument, known: Iterable[str]
) -> bool:
    # Where the definition is ours, GraphQL's own rules have reported it already.
    if written.name in vocabulary.redeclared:
        message = f"@{written.name} takes no argument `{argument.name}`"
        draft.report(DIRECTIVE_ARGUMENT.code, message, argument.origin, did_you_mean(argument.name, known))
    return False


def _complete(draft: Draft, directive: Directive, written: DirectiveUse, values: dict[str, Value]) -> Use | None:
    for parameter in directive.parameters:
        if parameter.name in values or parameter.alias_of:
            continue
        if parameter.default:
            values[parameter.name] = parameter_default(parameter)
        elif parameter.type.endswith("!"):
            _missing(draft, parameter, written)
            return None
    return Use(directive.name, values, written.origin)


def _missing(draft: Draft, parameter: Parameter, written: DirectiveUse) -> None:
    given = any(argument.name == parameter.name for argument in written.arguments)
    message = f"@{written.name} needs the argument `{parameter.name}`"
    draft.report(DIRECTIVE_ARGUMENT.code, message + (", which is not null" if given else ""), written.origin)


_KINDS_OF_SCALAR = {
    "String": (ValueKind.STRING,),
    "SQL": (ValueKind.STRING,),
    "Int": (ValueKind.INT,),
    "Float": (ValueKind.INT, ValueKind.FLOAT),
    "Boolean": (ValueKind.BOOLEAN,),
}


def _mismatch(vocabulary: Vocabulary, expected: TypeRef, value: Value) -> str:
    """Why the literal is not of the type, as the end of a sentence; empty when it is."""
    if expected.item is not None:
        items = value.value if value.kind is ValueKind.LIST else (value,)
        return next(filter(None, (_mismatch(vocabulary, expected.item, item) for item in items)), "")
    name = named_type(expected)
    if name == "JSON":
        return ""
    words = vocabulary.enums.get(name)
    if words is not None:
        return _not_a_word(words, value)
    if value.kind not in _KINDS_OF_SCALAR[name]:
        return f"is a {name}, not a literal of kind {value.kind.value}"
    if name == "String" and not value.value:
        return "is empty"
    if name in ("String", "SQL") and "\0" in value.value:
        return "holds the character U+0000, which PostgreSQL cannot store"
    if name == "Int" and (len(value.value) > 11 or not -(2**31) <= int(value.value) < 2**31):
        return "is outside the range of Int (32 bits)"
    return ""


def _spelt(vocabulary: Vocabulary, parameter: Parameter, value: Value) -> Value:
    """The value with the words of closed sets as the set spells them: SQL's "set null" is SET_NULL."""
    if parse_type(parameter.type).name not in vocabulary.enums:
        return value
    if value.kind is ValueKind.LIST:
        return replace(value, value=tuple(_spelt(vocabulary, parameter, item) for item in value.value))
    return replace(value, value=_word(value)) if value.kind is ValueKind.STRING else value


def _word(value: Value) -> str:
    """The word of a closed set that a literal means; in a string it may be spelt as in SQL."""
    text = str(value.value)
    return "_".join(text.upper().split()) if value.kind is ValueKind.STRING else text


def _not_a_word(words: tuple[str, ...], value: Value) -> str:
    if value.kind not in (ValueKind.ENUM, ValueKind.STRING):
        return f"is one of {', '.join(words)}"
    if _word(value) in words:
        return ""
    hint = did_you_mean(value.value, words)
    return f"is one of {', '.join(words)}, not `{value.value}`" + (f": {hint}" if hint else "")
