"""The kill matrix in its short form; `make proof` strikes at hundreds of points."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from proof.kills.blows import Blow
from proof.kills.matrix import struck
from proof.kills.pair import OBJECTS, RENAMES
from proof.kills.scene import Scene, scene
from proof.servers import running
from wesley import changes
from wesley.changes.change import Change

pytestmark = pytest.mark.server

PLACES = ((15, OBJECTS), (18, RENAMES))
PARTS = 250
# What is always made of other changes; what no schema can ask for, as an index that was left invalid; and roles, which
# belong to no database.
NEVER_A_STEP = {
    "alter-policy",
    "compute-anew",
    "create-role",
    "drop-invalid-index",
    "later",
    "rebuild-enum",
    "rebuild-index",
    "rename-table",
    "replace-check",
    "replace-domain",
    "replace-exclusion",
    "replace-foreign-key",
    "replace-index",
    "replace-policy",
    "replace-primary-key",
    "replace-unique",
    "require-later",
    "return-column",
    "turn-back",
}


@pytest.fixture(scope="module")
def places() -> Iterator[tuple[Scene, ...]]:
    with ExitStack() as stack:
        yield tuple(stack.enter_context(scene(stack.enter_context(running(major)), pair)) for major, pair in PLACES)


@pytest.mark.parametrize("blow", Blow)
@pytest.mark.parametrize("number", range(len(PLACES)), ids=[f"pg{major}-{pair.name}" for major, pair in PLACES])
def test_it_comes_to_its_end_whatever_is_killed(places: tuple[Scene, ...], number: int, blow: Blow) -> None:
    done = struck(places[number], blow, list(Blow).index(blow), PARTS)
    assert done.faults == ()
    assert done.points != ()


def test_every_kind_of_change_is_in_a_plan(places: tuple[Scene, ...]) -> None:
    found = {kind for place in places for kind in _kinds(json.loads((place.folder / "plan.json").read_bytes()))}
    assert {*_all_kinds()} - found == NEVER_A_STEP


def _kinds(value: object) -> Iterator[str]:
    """The kinds of the steps of a plan."""
    if isinstance(value, dict):
        if "statement" in value:
            yield value["kind"]
        for member in value.values():
            yield from _kinds(member)
    elif isinstance(value, list):
        for member in value:
            yield from _kinds(member)


def _all_kinds() -> Iterator[str]:
    for module in pkgutil.walk_packages(changes.__path__, "wesley.changes."):
        importlib.import_module(module.name)
    waiting = Change.__subclasses__()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if not getattr(kind, "__abstractmethods__", None):
            yield kind.__module__.rpartition(".")[2].replace("_", "-")
