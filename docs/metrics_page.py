"""Every figure that Wesley tells, as a page of the reference."""

from __future__ import annotations

from wesley.observe.family import Family
from wesley.observe.figures import Figures, Rounds
from wesley.observe.look_families import drift_families, health_families
from wesley.observe.looking import DriftFound, HealthChecked, HealthLooked
from wesley.observe.run_families import run_families
from wesley.observe.watch_families import watch_families

_DRIFT = DriftFound(
    database="", against="", missing=0, extra=0, different=0, expected=0, ignored=0, severity="", seconds=0.0
)
_CHECK = HealthChecked(check="", status="ok", seen="", value=0.0, seconds=0.0)
_LOOKED = HealthLooked(database="", passed=0, warnings=0, errors=0, skipped=0, seconds=0.0)


def metrics() -> str:
    """The page."""
    parts = [
        "# Metrics\n",
        "OpenMetrics 1.0 text, which Prometheus reads. Counters end in `_total` where they are exposed.\n",
        *_section("Of a run", "`wesley migrate --metrics FILE`, `--metrics-listen`, `--otel`; `wesley metrics`", run()),
        *_section("Of drift", "`wesley drift --metrics FILE`", drift_families(_DRIFT)),
        *_section("Of health", "`wesley doctor --metrics FILE`; `wesley metrics`", health_families((_CHECK,), _LOOKED)),
        *_section("Of a watch", "`wesley watch --metrics FILE`, `--metrics-listen`", watch()),
    ]
    return "\n".join(parts)


def run() -> tuple[Family, ...]:
    """The figures of a run."""
    return run_families(Figures().run)


def watch() -> tuple[Family, ...]:
    """The figures of a watch."""
    return watch_families(Rounds(seconds=0.0, compiled=0.0))


def _section(title: str, where: str, families: tuple[Family, ...]) -> list[str]:
    rows = [f"| `{one.name}` | {one.kind} | {_labels(one)} | {one.help} |" for one in families]
    return [f"## {title}\n", f"{where}\n", "| name | kind | labels | |", "|---|---|---|---|", *rows, ""]


def _labels(family: Family) -> str:
    names = dict.fromkeys(name for labels, _ in family.samples for name, _ in labels)
    return ", ".join(f"`{name}`" for name in names)
