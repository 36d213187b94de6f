"""All directives together: found by any of their names, and printed as GraphQL that other tools can read."""

from __future__ import annotations

import pytest
from graphql import GraphQLDirective, GraphQLEnumType, build_schema, validate_schema

from wesley.ir.api import TypeRef
from wesley.sdl.columns.scalars import WELL_KNOWN
from wesley.sdl.directive import Directive, Parameter
from wesley.sdl.directives import ALL, ENUMS, words
from wesley.sdl.language.document import ValueKind
from wesley.sdl.vocabulary import BUILT_IN, definitions_sdl, parameter_default, parse_type, prelude

WORDS = words()
PRINTED = definitions_sdl(WORDS)
SCHEMA = build_schema(PRINTED + "\ntype Query { ping: Boolean }")
DEFINED: dict[str, GraphQLDirective] = {definition.name: definition for definition in SCHEMA.directives}


def test_the_printed_definitions_are_valid_graphql() -> None:
    assert validate_schema(SCHEMA) == []


@pytest.mark.parametrize("directive", ALL, ids=lambda directive: directive.name)
def test_every_directive_is_printed_under_each_of_its_names(directive: Directive) -> None:
    for name in (directive.name, *directive.aliases):
        defined = DEFINED[name]
        assert [location.name for location in defined.locations] == list(directive.locations)
        assert defined.is_repeatable == directive.repeatable
        assert {argument: str(defined.args[argument].type) for argument in defined.args} == {
            parameter.name: parameter.type for parameter in directive.parameters
        }
        assert defined.description is not None
        assert defined.description.startswith(directive.description)
        assert ("Another name for" in defined.description) == (name != directive.name)


@pytest.mark.parametrize("directive", ALL, ids=lambda directive: directive.name)
def test_every_argument_is_described_and_has_its_default(directive: Directive) -> None:
    for parameter in directive.parameters:
        printed = DEFINED[directive.name].args[parameter.name]
        assert printed.description == parameter.description
        written = f"\n  {parameter.name}: {parameter.type}" + (
            f" = {parameter.default}\n" if parameter.default else "\n"
        )
        assert written in PRINTED


def test_every_closed_set_is_printed() -> None:
    for name, values in ENUMS.items():
        defined = SCHEMA.type_map[name]
        assert isinstance(defined, GraphQLEnumType)
        assert tuple(defined.values) == values


def test_a_comment_tells_of_prefixes_and_of_scalars_that_need_no_declaration() -> None:
    comments = " ".join(line for line in PRINTED.splitlines() if line.startswith("#"))
    assert "`wes_` and `wesley_`" in comments
    assert all(name in comments for name in WELL_KNOWN if name not in BUILT_IN)
    assert max(map(len, PRINTED.splitlines()[:12])) <= 120


@pytest.mark.parametrize("name", ["primaryKey", "pk", "wes_primaryKey", "wesley_primaryKey", "wes_pk", "wesley_pk"])
def test_a_directive_is_found_by_every_name(name: str) -> None:
    found = WORDS.find(name)
    assert found is not None
    assert found.name == "primaryKey"


@pytest.mark.parametrize("name", ["PrimaryKey", "primary_key", "wes", "wes_", "deprecated", "key"])
def test_other_names_are_not_ours(name: str) -> None:
    assert WORDS.find(name) is None


def test_names_stay_clear_of_those_of_others() -> None:
    """GraphQL's own directives and those of Apollo Federation."""
    taken = {"skip", "include", "deprecated", "specifiedBy", "oneOf", "key", "link", "tag", "shareable", "external"}
    taken |= {"requires", "provides", "override", "inaccessible", "policy", "authenticated", "cost"}
    assert not taken & WORDS.names.keys()


def test_a_type_in_brackets() -> None:
    assert parse_type("[String!]!") == TypeRef("String", True, TypeRef("String", True))
    assert str(parse_type("[[Int]!]")) == "[[Int]!]"


@pytest.mark.parametrize(
    ("default", "kind", "json"),
    [
        ("true", ValueKind.BOOLEAN, "true"),
        ("5000", ValueKind.INT, "5000"),
        ('"btree"', ValueKind.STRING, '"btree"'),
        ("NO_ACTION", ValueKind.ENUM, '"NO_ACTION"'),
        ("[SELECT, INSERT]", ValueKind.LIST, '["SELECT", "INSERT"]'),
    ],
)
def test_a_default_is_a_literal(default: str, kind: ValueKind, json: str) -> None:
    value = parameter_default(Parameter(name="a", type="T", default=default, description=""))
    assert (value.kind, value.json()) == (kind, json)


def test_the_prelude_defines_only_what_is_used() -> None:
    text = prelude(WORDS, {"table", "wes_pk", "theirs"})
    assert [line for line in text.splitlines() if line.startswith("directive")] == [
        "directive @table(name: String, schema: String, managed: String) on OBJECT",
        "directive @wes_pk(columns: [String], fields: [String], name: String) on FIELD_DEFINITION | OBJECT",
    ]
    assert "scalar UUID" in text
    assert "scalar String" not in text
