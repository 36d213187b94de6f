"""`wesley version`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wesley import __version__

if TYPE_CHECKING:
    from tests.cli.running import Wesley


def test_both_ways_to_ask(wesley: Wesley) -> None:
    assert wesley("version").out == wesley("--version").out == f"wesley {__version__}\n"
