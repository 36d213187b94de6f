"""The lines of a report on standard output."""

from __future__ import annotations

from benchmarks.process import Cost


def row(label: str, measured: Cost) -> None:
    """One line of the table."""
    say(f"  {label:38}{measured.cpu:7.2f} s CPU {measured.wall:7.2f} s wall {measured.memory:7.0f} MB")


def say(text: str) -> None:
    """A line of the report."""
    print(text, flush=True)  # noqa: T201
