"""The kill matrix in its short form; `make proof` strikes at hundreds of points."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from proof.kills.blows import Blow
from proof.kills.matrix import struck
from proof.kills.scene import Scene, scene
from proof.servers import MAJORS, running

pytestmark = pytest.mark.server

PARTS = 80


@pytest.fixture(scope="module", params=MAJORS, ids=[f"pg{major}" for major in MAJORS])
def place(request: pytest.FixtureRequest) -> Iterator[Scene]:
    with running(request.param) as server, scene(server) as found:
        yield found


@pytest.mark.parametrize("blow", Blow)
def test_it_comes_to_its_end_whatever_is_killed(place: Scene, blow: Blow) -> None:
    done = struck(place, blow, list(Blow).index(blow), PARTS)
    assert done.faults == ()
    assert len(done.points) >= 2
