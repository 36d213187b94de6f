"""The lines that a proof prints."""

from __future__ import annotations


def say(text: str) -> None:
    """A line on standard output."""
    print(text, flush=True)  # noqa: T201
