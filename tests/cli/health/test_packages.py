"""The packages that Wesley needs, and whether those that are installed will do."""

from __future__ import annotations

import pytest

from wesley.cli.health.packages import dependencies, fits


def test_those_of_the_project_are_there() -> None:
    found = {one.name: one for one in dependencies()}
    assert {"click", "graphql-core", "msgspec", "postgast", "psycopg"} <= set(found)
    assert all(one.fits for one in found.values())
    assert "pytest" not in found


@pytest.mark.parametrize(
    ("installed", "needed", "fit"),
    [
        ("8.1.7", ">=8.1,<9", True),
        ("8.1", "<9,>=8.1.0", True),
        ("9.0.0", ">=8.1,<9", False),
        ("8.0.9", ">=8.1,<9", False),
        ("10.0", ">=9", True),
        ("3.3.2rc1", ">=3.3.2", True),
        ("1.0", "", True),
        ("1.0", "==1.0.0", True),
        ("1.0", "!=1.0", False),
    ],
)
def test_bounds(installed: str, needed: str, fit: bool) -> None:
    assert fits(installed, needed) is fit
