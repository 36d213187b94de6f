"""A schema declares one of Wesley's directives itself, and not as it is."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.api import TypeRef
from wesley.ir.origin import Origin
from wesley.problems.problem import Code, Problem
from wesley.problems.suggest import did_you_mean
from wesley.sdl.directive import Directive, Parameter
from wesley.sdl.language.document import DirectiveDefinition, Document, InputValueDefinition, Kind, ValueKind
from wesley.sdl.rule import Rule, Subject
from wesley.sdl.vocabulary import Vocabulary, parameter_default, parse_type


def check(subject: Subject) -> Iterator[Problem]:
    """Compare each declared directive that has a name of ours with ours: it may say less, never something else."""
    from wesley.sdl.directives import words  # which knows the rules that its directives report

    vocabulary = words()
    for declared in subject.document.directives:
        directive = vocabulary.find(declared.name)
        is_of_another_tool = declared.name in subject.settings.directives.ignore
        if directive is not None and not is_of_another_tool:
            yield from _compare(declared, directive, subject.document, vocabulary)


def _compare(
    declared: DirectiveDefinition, directive: Directive, document: Document, vocabulary: Vocabulary
) -> Iterator[Problem]:
    places = {place.value for place in directive.locations}
    for location in declared.locations:
        if location not in places:
            yield _problem(
                f"@{declared.name} is declared for {location}, and stands only on {' or '.join(sorted(places))}",
                declared.origin,
                f"take {location} out of the declaration",
            )
    if declared.repeatable and not directive.repeatable:
        yield _problem(f"@{declared.name} is declared repeatable, and can be used once", declared.origin)
    parameters = {parameter.name: parameter for parameter in directive.parameters}
    for argument in declared.arguments:
        parameter = parameters.get(argument.name)
        if parameter is None:
            hint = did_you_mean(argument.name, parameters) or "a directive that means something else needs another name"
            yield _problem(f"@{declared.name} has no argument `{argument.name}`", argument.origin, hint)
        elif not _type_fits(argument.type, parse_type(parameter.type), document, vocabulary):
            message = f"`{argument.name}` of @{declared.name} is of type {parameter.type}, not {argument.type}"
            yield _problem(message, argument.origin)
        elif not _default_fits(argument, parameter):
            yield _problem(
                f"`{argument.name}` of @{declared.name} is declared with a default that it does not have",
                argument.origin,
                "take the default out of the declaration, and give the argument where it is used",
            )


def _problem(message: str, origin: Origin, help_text: str = "") -> Problem:
    usual = "remove the declaration: Wesley's directives need none; `wesley directives` prints them"
    return Problem(
        code=INCOMPATIBLE_DECLARATION.code,
        message=message,
        origin=origin,
        help=f"{help_text}\n{usual}" if help_text else usual,
    )


def _type_fits(declared: TypeRef, ours: TypeRef, document: Document, vocabulary: Vocabulary) -> bool:
    """True where every literal that the declared type takes is one that we take. Whether null is one is told later,
    where the argument is used."""
    if declared.item is not None:
        return ours.item is not None and _type_fits(declared.item, ours.item, document, vocabulary)
    innermost = ours
    while innermost.item is not None:  # one value is a list of one
        innermost = innermost.item
    return _name_fits(declared.name, innermost.name, document, vocabulary)


def _name_fits(declared: str, ours: str, document: Document, vocabulary: Vocabulary) -> bool:
    if declared == ours and ours not in vocabulary.enums:
        return True
    if ours == "JSON":
        return True
    definition = document.by_name().get(declared)
    if ours in vocabulary.enums:
        if definition is not None and definition.kind is Kind.ENUM:
            return all(value.name in vocabulary.enums[ours] for value in definition.values)
        return declared in ("String", ours)
    if ours in ("String", "SQL"):
        # A scalar that the schema defines takes any literal; those that are no strings are told where they are used.
        return declared in ("String", "ID", "SQL") or (definition is not None and definition.kind is Kind.SCALAR)
    return (declared, ours) == ("Int", "Float")


def _default_fits(argument: InputValueDefinition, parameter: Parameter) -> bool:
    if argument.default is None or argument.default.kind is ValueKind.NULL:
        return True
    if not parameter.default:
        return False
    return argument.default.json() == parameter_default(parameter).json()


INCOMPATIBLE_DECLARATION = Rule(
    Code(
        code="E110",
        name="incompatible-declaration",
        summary="The schema declares one of Wesley's directives, and not as it is.",
        why="A schema may declare the directives that it uses, as far as it uses them. A declaration with other "
        "arguments, types, defaults or places means another directive: what it promises would not be done.",
        bad="directive @table(title: String) on OBJECT\n\ntype User @table {\n  id: ID! @primaryKey\n}",
        good="directive @table(name: String) on OBJECT\n\ntype User @table {\n  id: ID! @primaryKey\n}",
    ),
    check,
)
