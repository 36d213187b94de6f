"""Questions are asked on terminals only, and production wants the name of the database."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from wesley.cli.migration.ask import confirm
from wesley.cli.migration.target import Target
from wesley.problems.problem import UsageError


class Terminal(io.StringIO):
    """What somebody types, or sees."""

    def isatty(self) -> bool:
        return True


def answered(monkeypatch: pytest.MonkeyPatch, typed: str, *, production: bool = False) -> tuple[bool, str]:
    seen = Terminal()
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    monkeypatch.setattr("sys.stderr", seen)
    where = Target(conninfo="", environment="", is_production=production, words=(), folder=Path())
    return confirm("Run 3 statements on app", where, "app", yes=False), seen.getvalue()


@pytest.mark.parametrize(
    ("typed", "expected"), [("y\n", True), ("YES\n", True), ("\n", False), ("", False), ("app\n", False)]
)
def test_yes_or_no(monkeypatch: pytest.MonkeyPatch, typed: str, expected: bool) -> None:
    assert answered(monkeypatch, typed) == (expected, "Run 3 statements on app? [y/N] ")


@pytest.mark.parametrize(("typed", "expected"), [("app\n", True), ("y\n", False), ("", False)])
def test_in_production_the_name(monkeypatch: pytest.MonkeyPatch, typed: str, expected: bool) -> None:
    found, asked = answered(monkeypatch, typed, production=True)
    assert found is expected
    assert asked == "This is production. Run 3 statements on app? Type app to go on: "


def test_elsewhere_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    where = Target(conninfo="", environment="", is_production=True, words=(), folder=Path())
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    with pytest.raises(UsageError, match="nobody can be asked"):
        confirm("Run it", where, "app", yes=False)
    assert confirm("Run it", where, "app", yes=True)
