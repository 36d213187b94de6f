"""Files and functions stay small enough to be read at once."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.guards.tree import ROOT, python_files

FILE_LINES = 400
FUNCTION_LINES = 50


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= FILE_LINES
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    long = [node.name for node in functions if (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES]
    assert not long
