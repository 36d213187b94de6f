"""Which figures are told: those of what the stream was about."""

from __future__ import annotations

from functools import reduce

from tests.observe.stream import whole_run
from tests.observe.streams import whole_look, whole_watch
from wesley.observe.events import Event
from wesley.observe.families import families
from wesley.observe.figures import Figures, after


def names(*events: Event) -> set[str]:
    return {family.name for family in families(reduce(after, events, Figures()))}


def test_a_watch_tells_nothing_of_runs() -> None:
    assert {name.split("_")[1] for name in names(*whole_watch())} == {"watch"}


def test_a_look_tells_of_drift_and_health() -> None:
    assert {name.split("_")[1] for name in names(*whole_look())} == {"drift", "health"}


def test_no_name_is_told_twice() -> None:
    told = [family.name for family in families(reduce(after, (*whole_run(), *whole_watch(), *whole_look()), Figures()))]
    assert len(set(told)) == len(told)


def test_a_check_is_one_of_its_states() -> None:
    health = next(
        family for family in families(reduce(after, whole_look(), Figures())) if family.name == "wesley_health_check"
    )
    states = {
        dict(labels)["status"] for labels, value in health.samples if value and dict(labels)["check"] == "connection"
    }
    assert states == {"ok"}
