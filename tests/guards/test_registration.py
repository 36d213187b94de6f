"""What has a file in an open package stands in that package's explicit tuple, once."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from types import ModuleType

import pytest

from wesley.sdl import directives, lint, rules
from wesley.sdl.directive import Directive
from wesley.sdl.rule import Rule


def _declared(package: ModuleType, kind: type) -> list[object]:
    found: list[object] = []
    for entry in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{entry.name}")
        own = [value for value in vars(module).values() if isinstance(value, kind)]
        assert own, f"{entry.name} declares nothing"
        found += own
    return found


@pytest.mark.parametrize(
    ("package", "kind", "registered"),
    [
        (directives, Directive, directives.ALL),
        (rules, Rule, rules.ALL),
        (lint, Rule, lint.ALL),
    ],
    ids=["directives", "rules", "lint"],
)
def test_every_file_is_registered_once(package: ModuleType, kind: type, registered: Sequence[object]) -> None:
    declared = {id(value) for value in _declared(package, kind)}
    assert {id(value) for value in registered} == declared
    assert len(registered) == len({id(value) for value in registered})
