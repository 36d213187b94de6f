"""The kill matrix in its short form; `make proof` strikes at hundreds of points."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from proof.kills.blows import Blow
from proof.kills.matrix import struck
from proof.kills.pair import PAIRS
from proof.kills.scene import Scene, scene
from proof.servers import MAJORS, running

pytestmark = pytest.mark.server

PARTS = 600


@pytest.fixture(
    scope="module",
    params=[(major, pair) for major in MAJORS for pair in PAIRS],
    ids=[f"pg{major}-{pair.name}" for major in MAJORS for pair in PAIRS],
)
def place(request: pytest.FixtureRequest) -> Iterator[Scene]:
    major, pair = request.param
    with running(major) as server, scene(server, pair) as found:
        yield found


@pytest.mark.parametrize("blow", Blow)
def test_it_comes_to_its_end_whatever_is_killed(place: Scene, blow: Blow) -> None:
    done = struck(place, blow, list(Blow).index(blow), PARTS)
    assert done.faults == ()
    assert done.points != ()
