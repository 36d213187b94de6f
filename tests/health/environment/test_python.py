"""The interpreter and the packages."""

from __future__ import annotations

from msgspec.structs import replace

from tests.health.environment.machines import GOOD
from wesley.health.environment.python import CHECK
from wesley.health.machine import Dependency


def test_what_fits_and_what_does_not() -> None:
    assert CHECK.look(GOOD).seen == "Wesley 1.0 on Python 3.12.1, /usr/bin/python3; click 8.2"
    wrong = (
        Dependency(name="click", needed=">=8.1,<9", version="9.0", fits=False),
        Dependency(name="msgspec", needed=">=0.19", version="", fits=False),
    )
    finding = CHECK.look(replace(GOOD, dependencies=wrong))
    assert (finding.status, finding.value) == ("error", 2)
    assert finding.seen.endswith("; click 9.0, needed >=8.1,<9, msgspec is not there, needed >=0.19")
