"""Which configuration holds: the one that is named, else the nearest, else the defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wesley.cli.configuration import load
from wesley.config.settings import Settings
from wesley.problems.problem import Problem, UsageError

if TYPE_CHECKING:
    from tests.cli.running import Wesley


def version(named: str | None = None) -> int:
    """A setting that tells which file was read."""
    return load(named).settings.postgres.version


def problem(named: str | None = None) -> Problem:
    """The one problem of loading."""
    with pytest.raises(UsageError) as caught:
        load(named)
    (found,) = caught.value.problems
    return found


def test_without_a_file_the_defaults_hold(wesley: Wesley) -> None:
    loaded = load(None)
    assert (loaded.settings, loaded.folder) == (Settings(), wesley.folder)


def test_the_nearest_file_upwards_is_taken(wesley: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    wesley.write("wesley.toml", "postgres.version = 12")
    wesley.write("a/pyproject.toml", "[tool.wesley.postgres]\nversion = 13")
    wesley.write("a/b/pyproject.toml", "[project]\nname = 'x'")
    wesley.write("a/b/c/x.txt", "")
    assert version() == 12
    monkeypatch.chdir(wesley.folder / "a" / "b" / "c")
    assert version() == 13
    assert load(None).folder == wesley.folder / "a"


def test_wesley_toml_goes_before_pyproject(wesley: Wesley) -> None:
    wesley.write("wesley.toml", "postgres.version = 12")
    wesley.write("pyproject.toml", "[tool.wesley.postgres]\nversion = 13")
    assert version() == 12


def test_the_command_line_goes_before_the_environment_and_that_before_the_nearest(
    wesley: Wesley, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in ((12, "wesley.toml"), (13, "env.toml"), (14, "named.toml")):
        wesley.write(name, f"postgres.version = {number}")
    assert version() == 12
    monkeypatch.setenv("WESLEY_CONFIG", "env.toml")
    assert version() == 13
    assert version("named.toml") == 14


def test_a_byte_order_mark_is_accepted(wesley: Wesley) -> None:
    wesley.write("wesley.toml", b"\xef\xbb\xbfpostgres.version = 12")
    assert version() == 12


def test_a_named_file_must_be_there_and_hold_a_configuration(wesley: Wesley) -> None:
    wesley.write("pyproject.toml", "[project]\nname = 'x'")
    (wesley.folder / "folder.toml").mkdir()
    assert problem("nix.toml").message == "`nix.toml` cannot be read: no such file or directory"
    assert problem("folder.toml").message == "`folder.toml` cannot be read: is a directory"
    assert problem("pyproject.toml").message == "`pyproject.toml` has no [tool.wesley]"
    assert problem("a\0b").code.code == "CLI007"


def test_other_bytes_than_utf8_are_located(wesley: Wesley) -> None:
    wesley.write("wesley.toml", b"a = 1\nb = 'gr\xf6sse'")
    assert problem().origin.place() == ("wesley.toml", 2, 1)
    assert "0xf6" in problem().message
