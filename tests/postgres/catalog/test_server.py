"""Which servers can be read."""

from __future__ import annotations

import pytest

from wesley.postgres.catalog.server import major_version, printed
from wesley.postgres.session import Session
from wesley.problems.problem import ServerError


class _Server(Session):
    def __init__(self, number: int) -> None:
        self._number = number

    @property
    def version(self) -> int:
        return self._number


@pytest.mark.parametrize("number", [120000, 150018, 180006])
def test_servers_from_12_to_18_are_read(number: int) -> None:
    assert major_version(_Server(number)) == number // 10000


@pytest.mark.parametrize(("number", "way_out"), [(110022, "upgrade the server"), (190000, "newer version of Wesley")])
def test_an_unknown_server_is_refused_with_the_way_out(number: int, way_out: str) -> None:
    with pytest.raises(ServerError) as caught:
        major_version(_Server(number))
    problem = caught.value.problems[0]
    assert problem.code.code == "PG005"
    assert f"PostgreSQL {number // 10000}" in problem.message
    assert way_out in problem.help


def test_an_object_that_vanished_is_no_empty_text() -> None:
    assert printed("a > 1") == "a > 1"
    with pytest.raises(ServerError) as caught:
        printed(None)
    assert caught.value.problems[0].code.code == "PG007"
