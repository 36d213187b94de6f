"""The text is OpenMetrics, as a strict parser reads it."""

from __future__ import annotations

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from prometheus_client.parser import text_string_to_metric_families as prometheus_families

from tests.observe.stream import whole_run
from tests.observe.streams import whole_look, whole_watch
from wesley.observe.families import families
from wesley.observe.family import COUNTER
from wesley.observe.figures import Figures, after
from wesley.observe.openmetrics import openmetrics

_FIGURES = reduce(after, whole_run(), Figures())
_ALL = reduce(after, (*whole_watch(), *whole_look()), _FIGURES)


def _read(figures: Figures) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    return {
        (sample.name, tuple(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(openmetrics(figures).decode())
        for sample in family.samples
    }


def test_a_strict_parser_reads_every_family_with_kind_unit_and_help() -> None:
    read = {family.name: family for family in text_string_to_metric_families(openmetrics(_ALL).decode())}
    for family in families(_ALL):
        found = read[family.name]
        assert (found.type, found.unit, found.documentation) == (family.kind, family.unit, family.help)
        assert [sample.value for sample in found.samples] == [round(value, 6) for _, value in family.samples]


def test_the_figures_of_a_run() -> None:
    read = _read(_FIGURES)
    assert read["wesley_run_duration_seconds", ()] == 9.0
    assert read["wesley_operations_total", ()] == 5
    assert read["wesley_lock_wait_seconds_total", ()] == 0.7
    assert read["wesley_rows_total", ()] == 1500
    assert read["wesley_errors_total", (("category", "resource"),)] == 1
    assert read["wesley_error_ratio", (("category", "resource"),)] == 0.2
    assert read["wesley_checkpoints_total", (("result", "failed"),)] == 1
    assert read["wesley_run_outcome", (("wesley_run_outcome", "done"),)] == 1
    assert read["wesley_run_outcome", (("wesley_run_outcome", "running"),)] == 0


def test_figures_exist_before_a_run_has_begun() -> None:
    assert _read(Figures())["wesley_operations_total", ()] == 0


def test_the_older_format_of_prometheus_reads_it_as_well() -> None:
    read = {
        sample.name: sample.value
        for family in prometheus_families(openmetrics(_FIGURES).decode())
        for sample in family.samples
    }
    assert read["wesley_operations_total"] == 5


def test_names_end_in_their_units() -> None:
    for family in families(_ALL):
        assert family.name.endswith(family.unit)
        assert family.kind != COUNTER or not family.name.endswith("_total")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_name_of_a_database_is_read_back(name: str) -> None:
    labels = next(
        dict(labels)
        for (sample, labels) in _read(Figures(run=replace(_FIGURES.run, database=name)))
        if sample == "wesley_run_info"
    )
    assert labels["database"] == name
