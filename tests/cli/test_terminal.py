"""Colors appear where somebody sees them, or where they are asked for."""

from __future__ import annotations

import io

import pytest

from wesley.cli.options import Options
from wesley.cli.terminal import colored, paint_for, plain


class Tty(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "choice", "environment", "wants"),
    [
        (True, "auto", {}, True),
        (False, "auto", {}, False),
        (True, "auto", {"TERM": "dumb"}, False),
        (True, "auto", {"NO_COLOR": "1"}, False),
        (True, "auto", {"NO_COLOR": ""}, True),
        (False, "auto", {"FORCE_COLOR": "1"}, True),
        (True, "auto", {"FORCE_COLOR": "0"}, False),
        (False, "auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (False, "always", {"NO_COLOR": "1"}, True),
        (True, "never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_color(terminal: bool, choice: str, environment: dict[str, str], wants: bool) -> None:
    stream = Tty() if terminal else io.StringIO()
    assert paint_for(stream, Options(color=choice), environment) is (colored if wants else plain)
