"""What has a file in an open package stands in that package's explicit tuple, once."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from types import ModuleType

import pytest

from wesley import changes, health
from wesley.changes.change import Kind
from wesley.health import database, environment
from wesley.health.check import Check
from wesley.sdl import directives, lint, rules
from wesley.sdl.directive import Directive
from wesley.sdl.rule import Rule


def _declared(package: ModuleType, kind: type) -> dict[str, list[object]]:
    """What each module of a package declares, by its name."""
    found: dict[str, list[object]] = {}
    for entry in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{entry.name}")
        found[entry.name] = [value for value in vars(module).values() if isinstance(value, kind)]
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
    declared = _declared(package, kind)
    assert [name for name, own in declared.items() if not own] == []
    _assert_each_once(registered, [value for own in declared.values() for value in own])


def test_every_kind_of_change_is_registered_once_under_the_name_of_its_file() -> None:
    """A module without a kind holds changes that are parts of others, or what several share."""
    declared = {name: own for name, own in _declared(changes, Kind).items() if own}
    _assert_each_once(changes.ALL, [value for own in declared.values() for value in own])
    assert sorted(name.replace("_", "-") for name in declared) == sorted(kind.name for kind in changes.ALL)


@pytest.mark.parametrize(
    ("package", "registered"),
    [(environment, health.ENVIRONMENT), (database, health.DATABASE)],
    ids=["environment", "database"],
)
def test_every_check_of_health_is_registered_once_under_the_name_of_its_file(
    package: ModuleType, registered: Sequence[Check[object]]
) -> None:
    """A module without a check holds what several share."""
    declared = {name: own for name, own in _declared(package, Check).items() if own}
    _assert_each_once(registered, [value for own in declared.values() for value in own])
    assert sorted(name.replace("_", "-") for name in declared) == sorted(check.name for check in registered)
    assert (*health.ENVIRONMENT, *health.DATABASE) == health.ALL


def _assert_each_once(registered: Sequence[object], declared: Sequence[object]) -> None:
    assert {id(value) for value in registered} == {id(value) for value in declared}
    assert len(registered) == len({id(value) for value in registered})
