"""The project's own source tree, for the guards that look at it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "wesley"
TESTS = ROOT / "tests"


def modules() -> list[Path]:
    """Every module of the package, sorted."""
    return sorted(SOURCE.rglob("*.py"))


def python_files() -> list[Path]:
    """Every Python file of the project, sorted."""
    folders = ("src", "tests", "benchmarks", "proof", "docs", "examples")
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
