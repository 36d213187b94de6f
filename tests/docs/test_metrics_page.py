"""The page of figures, and the dashboard that is made of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from docs.metrics_page import metrics, run, watch
from tests.observe.streams import whole_look
from wesley.observe.families import families
from wesley.observe.family import COUNTER, Family
from wesley.observe.figures import Figures, after

DASHBOARD = Path(__file__).parents[2] / "docs/grafana.json"


def every() -> tuple[Family, ...]:
    figures = Figures()
    for event in whole_look():
        figures = after(figures, event)
    return (*run(), *watch(), *families(figures))


def test_every_figure_is_on_the_page() -> None:
    page = metrics()
    assert [family.name for family in every() if f"`{family.name}`" not in page] == []


def test_the_dashboard_asks_for_figures_that_there_are() -> None:
    told = {family.name + ("_total" if family.kind == COUNTER else "") for family in every()}
    asked = set(re.findall(r"\bwesley_\w+(?=\{)", DASHBOARD.read_text()))
    assert asked - told == set()
    assert len(asked) >= 15


def test_its_panels_lie_beside_each_other() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in json.loads(DASHBOARD.read_text())["panels"]:
        place = panel["gridPos"]
        cells = {(place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])}
        assert not cells & taken
        assert place["x"] + place["w"] <= 24
        taken |= cells


def test_its_panels_have_numbers_of_their_own() -> None:
    numbers = [panel["id"] for panel in json.loads(DASHBOARD.read_text())["panels"]]
    assert len(set(numbers)) == len(numbers)
