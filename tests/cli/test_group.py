"""Every command is listed, described as it describes itself, and loaded only when it runs."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import wesley.cli.commands
from wesley.cli.group import ALIASES, COMMANDS

if TYPE_CHECKING:
    from tests.cli.running import Wesley

HEAVY = ("graphql", "postgast", "psycopg", "msgspec", "wesley.sdl", "wesley.targets", "difflib", "json")


def test_every_file_of_commands_is_listed() -> None:
    folder = Path(wesley.cli.commands.__path__[0])
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_name_a_help_and_the_common_options(name: str) -> None:
    command = import_module(f"wesley.cli.commands.{name}").command
    assert command.name == name
    assert command.help
    assert {"config", "color", "quiet"} <= {parameter.name for parameter in command.params}


@pytest.mark.parametrize("alias", ALIASES)
def test_an_alias_shows_the_help_of_its_command(wesley: Wesley, alias: str) -> None:
    told = wesley(alias, "--help")
    assert told.status == 0
    assert told.out == wesley(ALIASES[alias], "--help").out.replace(f"wesley {ALIASES[alias]}", f"wesley {alias}")


def test_help_names_every_command(wesley: Wesley) -> None:
    result = wesley("--help")
    assert result.status == 0
    assert all(f"\n  {name} " in result.out for name in COMMANDS)


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from wesley.cli.app import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stderr.split()).isdisjoint(HEAVY)
