"""Figures as OpenMetrics text (OpenMetrics 1.0, section "Text format"), which Prometheus reads as well."""

from __future__ import annotations

from wesley.observe.families import families
from wesley.observe.family import COUNTER, INFO, Family, Labels
from wesley.observe.figures import Figures

CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8"

_SUFFIXES = {COUNTER: "_total", INFO: "_info"}


def openmetrics(figures: Figures) -> bytes:
    """All figures as one exposition."""
    lines = [line for family in families(figures) for line in _lines(family)]
    return ("\n".join((*lines, "# EOF")) + "\n").encode()


def _lines(family: Family) -> list[str]:
    name = family.name + _SUFFIXES.get(family.kind, "")
    return [
        f"# TYPE {family.name} {family.kind}",
        *([f"# UNIT {family.name} {family.unit}"] if family.unit else []),
        f"# HELP {family.name} {family.help}",
        *(f"{name}{_labels(labels)} {_number(value)}" for labels, value in family.samples),
    ]


def _labels(labels: Labels) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.6f}"
