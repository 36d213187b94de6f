"""Every directive has an example that compiles with nothing but its own text, and parameters that hold together."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled
from wesley.config.settings import Postgres, Settings
from wesley.sdl.directive import Directive
from wesley.sdl.directives import ALL, ENUMS

NEWEST = Settings(postgres=Postgres(version=18))


@pytest.mark.parametrize("directive", ALL, ids=lambda directive: directive.name)
def test_the_example_compiles_and_shows_the_directive(directive: Directive) -> None:
    assert f"@{directive.name}" in directive.example
    compiled(directive.example, NEWEST)


def test_names_are_used_once() -> None:
    names = [name for directive in ALL for name in (directive.name, *directive.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("directive", ALL, ids=lambda directive: directive.name)
def test_parameters_are_well_formed(directive: Directive) -> None:
    names = {parameter.name for parameter in directive.parameters}
    scalars = {"String", "Int", "Float", "Boolean", "SQL", "JSON"}
    for parameter in directive.parameters:
        assert parameter.type.strip("[]!") in scalars | ENUMS.keys(), parameter.name
        assert not parameter.alias_of or parameter.alias_of in names
        assert not (parameter.alias_of and parameter.default), "the default belongs to the canonical spelling"
        assert parameter.description.endswith(".")
