"""How far a standby is behind, from what was seen of it."""

from __future__ import annotations

import pytest

from wesley.execute.lag import Seen, Standby, behind, look
from wesley.postgres.session import session


def _standby(replayed: int, told: float | None = None) -> Standby:
    return Standby(pid=1, name="one", replayed=replayed, told=told)


SEEN = tuple(Seen(at=at, written=written, made=written) for at, written in ((10, 100), (11, 200), (14, 300)))


@pytest.mark.parametrize(
    ("replayed", "told", "seconds"),
    [
        (300, None, 0.0),
        (300, 5.0, 0.0),  # what it had told before it caught up
        (250, None, 0.0),  # what it lacks was written since the last look but one
        (150, None, 3.0),
        (0, None, 4.0),
        (150, 60.0, 60.0),
    ],
)
def test_the_age_of_what_it_lacks(replayed: int, told: float | None, seconds: float) -> None:
    assert behind(_standby(replayed, told), SEEN) == seconds


def test_nothing_seen_is_nothing_behind() -> None:
    assert behind(_standby(0), ()) == 0.0


@pytest.mark.server
def test_a_server_without_standbys(database: str) -> None:
    with session(database) as one:
        seen = look(one, 7.0)
        assert seen.made >= seen.written > 0
        assert (seen.at, seen.standbys, seen.hidden) == (7.0, (), False)
