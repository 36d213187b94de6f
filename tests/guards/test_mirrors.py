"""Every file of an open package has a test of its name at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guards.tree import SOURCE, TESTS

OPEN_PACKAGES = ("sdl/directives", "sdl/rules", "sdl/lint")
FILES = [path for name in OPEN_PACKAGES for path in sorted((SOURCE / name).glob("*.py")) if path.stem != "__init__"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_directive_and_rule_has_its_mirror_test(path: Path) -> None:
    mirror = TESTS / path.relative_to(SOURCE).parent / f"test_{path.stem}.py"
    assert mirror.exists()
