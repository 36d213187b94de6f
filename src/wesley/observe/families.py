"""What figures are called where they are collected: metric families with their samples."""

from __future__ import annotations

from wesley.observe.family import Family
from wesley.observe.figures import Figures
from wesley.observe.look_families import drift_families, health_families
from wesley.observe.run_families import run_families
from wesley.observe.watch_families import watch_families


def families(figures: Figures) -> tuple[Family, ...]:
    """All figures; those of a run also before it has begun, unless the stream is about something else."""
    others = (
        *(() if figures.rounds is None else watch_families(figures.rounds)),
        *(() if figures.drift is None else drift_families(figures.drift)),
        *(health_families(figures.health, figures.looked) if figures.health else ()),
    )
    return (*(run_families(figures.run) if figures.run.run or not others else ()), *others)
