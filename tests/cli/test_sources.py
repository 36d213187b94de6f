"""What is read, in which order, and what is said of files that are no text."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

import pytest

from wesley.cli.configuration import load
from wesley.cli.sources import Gathered, gather
from wesley.problems.problem import UsageError

if TYPE_CHECKING:
    from tests.cli.running import Wesley

A, B = "type A { x: Int }\n", "type B { x: Int }\n"


def read(*paths: str) -> Gathered:
    """Read with the configuration of the working directory."""
    return gather(paths, load(None))


def names(*paths: str) -> list[str]:
    """Names of the sources that were read without a problem."""
    gathered = read(*paths)
    assert gathered.problems == ()
    return [source.name for source in gathered.sources]


def test_the_schema_of_the_configuration_is_relative_to_its_file(
    wesley: Wesley, monkeypatch: pytest.MonkeyPatch
) -> None:
    wesley.write("schema/deep/a.graphql", A)
    wesley.write("wesley.toml", "")
    assert names() == ["schema/deep/a.graphql"]
    (wesley.folder / "web").mkdir()
    monkeypatch.chdir(wesley.folder / "web")
    assert names() == [(wesley.folder / "schema/deep/a.graphql").as_posix()]


def test_standard_input_comes_last(wesley: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    wesley.write("z.graphql", A)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + B.encode())))
    gathered = read("-", "z.graphql", "-")
    assert [(source.name, source.text) for source in gathered.sources] == [("z.graphql", A), ("<stdin>", B)]


def test_a_path_of_the_configuration_that_leads_nowhere_is_shown_there(wesley: Wesley) -> None:
    wesley.write("wesley.toml", 'schema = [\n  "nix.graphql",\n]\n')
    with pytest.raises(UsageError) as caught:
        read()
    assert caught.value.problems[0].origin.place() == ("wesley.toml", 2, 3)


@pytest.mark.parametrize(
    ("data", "code", "line", "column", "message"),
    [
        (b"type A {\n  \xc3\xa9 gr\xf6sse", "CLI004", 2, 7, "byte 0xf6 is not UTF-8"),
        (b"\xef\xbb\xbftype \xf6", "CLI004", 1, 6, "byte 0xf6"),
        ("type A".encode("utf-16"), "CLI004", 1, 1, "is UTF-16"),
        (b"type A {\r\n  x: \0Int", "CLI005", 2, 6, "a NUL character"),
        (b"", "CLI006", 1, 1, "is empty"),
        (b"\xef\xbb\xbf \r\n", "CLI006", 1, 1, "is empty"),
    ],
)
def test_what_is_no_text_is_a_located_problem(
    wesley: Wesley, data: bytes, code: str, line: int, column: int, message: str
) -> None:
    wesley.write("bad.graphql", data)
    wesley.write("good.graphql", A)
    gathered = read("bad.graphql", "good.graphql")
    (problem,) = gathered.problems
    assert (problem.code.code, problem.origin.place()) == (code, ("bad.graphql", line, column))
    assert message in problem.message
    assert problem.help
    assert [source.name for source in gathered.sources] == ["good.graphql"]
    assert set(gathered.texts) == {"bad.graphql", "good.graphql"}


def test_byte_order_mark_goes_and_line_ends_stay(wesley: Wesley) -> None:
    wesley.write("a.graphql", b"\xef\xbb\xbftype A {\r\n  x: Int\r}")
    assert read("a.graphql").sources[0].text == "type A {\r\n  x: Int\r}"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission(wesley: Wesley) -> None:
    wesley.write("a.graphql", A).chmod(0)
    (problem,) = read("a.graphql").problems
    assert problem.message == "`a.graphql` cannot be read: permission denied"


def test_a_device_is_no_file(wesley: Wesley) -> None:
    (wesley.folder / "zero.graphql").symlink_to("/dev/zero")
    (problem,) = read("zero.graphql").problems
    assert (problem.code.code, problem.message) == ("CLI003", "`zero.graphql` is no file")
