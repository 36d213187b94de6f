"""The documents name only what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.guards.tree import ROOT, SOURCE

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs" / "adr").glob("*.md"), ROOT / "examples" / "README.md"])
_PATH = re.compile(r"`((?:tests|docs|examples|src|benchmarks|proof)/[\w./-]+)`")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_and_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    missing = [name for name in _PATH.findall(text) if not (ROOT / name).exists()]
    missing += [link for link in _LINK.findall(text) if not (document.parent / link).exists()]
    assert not missing


def test_the_architecture_has_a_room_for_every_package() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert not {package for package in packages if f"`{package}/`" not in text}
