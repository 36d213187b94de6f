"""Every file of an open package has a test of its name at its place, and every kind of change has a case file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.changes.case import Case, cases
from tests.guards.tree import SOURCE, TESTS
from wesley import changes

OPEN_PACKAGES = ("sdl/directives", "sdl/rules", "sdl/lint", "health/database", "health/environment")
FILES = [path for name in OPEN_PACKAGES for path in sorted((SOURCE / name).glob("*.py")) if path.stem != "__init__"]
KINDS = [SOURCE / "changes" / f"{kind.name.replace('-', '_')}.py" for kind in changes.ALL]

# What no schema can ask for: an index that a stopped build has left invalid, a rename that is half done.
LEFT_HALF_WAY = {"rebuild_index", "return_column"}


@pytest.mark.parametrize("path", [*FILES, *KINDS], ids=lambda path: path.stem)
def test_each_directive_rule_check_and_kind_of_change_has_its_mirror_test(path: Path) -> None:
    mirror = TESTS / path.relative_to(SOURCE).parent / f"test_{path.stem}.py"
    assert mirror.exists()


def test_each_kind_of_change_is_in_a_case_file() -> None:
    """It has one of its name, or is a part of another one, or of its way back, as a drop is."""
    rest = {path.stem for path in KINDS} - LEFT_HALF_WAY
    rest -= {kind for kind in rest for case in cases() if case.name.startswith((kind, _opposite(kind)))}
    for case in cases():
        if rest and not case.needs_server:
            rest -= _kinds(case)
    assert sorted(rest) == []


def _opposite(kind: str) -> str:
    """What a drop leads back from."""
    return kind.replace("drop_", "create_")


def _kinds(case: Case) -> set[str]:
    """The kinds of the steps of a plan, in the spelling of their files."""
    return {step.kind.replace("-", "_") for step in case.plan().steps()}
