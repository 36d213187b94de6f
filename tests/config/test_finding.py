"""How messages name a place of the settings."""

from __future__ import annotations

from wesley.config.codes import WRONG_VALUE
from wesley.config.finding import Finding, dotted, subject
from wesley.config.places import scan


def test_names_of_paths() -> None:
    assert dotted(("lint", "select", 0)) == "lint.select"
    assert subject(("lint", "strict")) == "`lint.strict`"
    assert subject(("lint", "select", 0)) == "an element of `lint.select`"


def test_a_finding_points_at_the_value_or_at_the_key() -> None:
    places = scan("[tool.wesley]\nids.type = 'x'\n", "pyproject.toml")
    path, top = ("ids", "type"), ("tool", "wesley")
    assert Finding(WRONG_VALUE, path, "m").located(places, top).origin.place() == ("pyproject.toml", 2, 12)
    assert Finding(WRONG_VALUE, path, "m", at_key=True).located(places, top).origin.place() == ("pyproject.toml", 2, 5)
