"""What check, compile and ir have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import USER
from wesley.cli.options import Options
from wesley.cli.reading import counted, read_schema

if TYPE_CHECKING:
    from tests.cli.running import Wesley


def test_a_schema_with_a_warning(wesley: Wesley) -> None:
    wesley.write("a.graphql", USER)
    read = read_schema(["a.graphql"], Options())
    assert read.schema is not None
    assert (read.errors, read.warnings, read.texts) == (0, 1, {"a.graphql": USER})


def test_a_file_that_is_no_text_leaves_no_schema(wesley: Wesley) -> None:
    wesley.write("a.graphql", USER)
    wesley.write("b.graphql", b"\xf6")
    read = read_schema(["."], Options())
    assert (read.schema, read.errors) == (None, 1)


@pytest.mark.parametrize(("number", "expected"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_counted(number: int, expected: str) -> None:
    assert counted(number, "file") == expected
    assert counted(number, "child", "children") == expected.replace("files", "children").replace("file", "child")
