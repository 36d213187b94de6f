"""Looks at files in every state: none of them ends the watch."""

from __future__ import annotations

import os

import pytest

from tests.cli.running import USER, Wesley
from wesley.cli.options import Options
from wesley.cli.watching.look import look, names
from wesley.watch.look import Look

TOP = 'type Top @view(file: "top.sql") {\n  id: ID!\n}\n'


def _look(*paths: str, out: str | None = None) -> Look:
    return look(paths, out, Options())[0]


def _codes(seen: Look) -> list[str]:
    return [problem.code.code for problem in seen.problems]


def test_what_is_there_is_read(wesley: Wesley) -> None:
    wesley.write("wesley.toml", '[outputs]\ndir = "made"\n')
    wesley.write("schema/user.graphql", USER)
    wesley.write("schema/top.graphql", TOP)
    wesley.write("schema/top.sql", "SELECT 1 AS id")
    seen = _look()
    assert [source.name for source in seen.sources] == ["schema/top.graphql", "schema/user.graphql"]
    assert dict(seen.files) == {"schema/top.sql": "SELECT 1 AS id"}
    assert seen.configuration == "wesley.toml"
    assert seen.folder == str(wesley.folder / "made")
    assert seen.problems == ()
    assert _look(out="elsewhere").folder == "elsewhere"


def test_a_wrong_configuration_is_what_was_seen(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", USER)
    wesley.write("wesley.toml", "schema = 3\n")
    seen = _look()
    assert seen.settings is None
    assert seen.problems[0].origin.place() == ("wesley.toml", 1, 10)
    assert seen.texts == {"wesley.toml": "schema = 3\n"}


def test_a_folder_that_is_gone_is_what_was_seen(wesley: Wesley) -> None:
    wesley.write("wesley.toml", 'schema = ["gone"]\n')
    seen = _look()
    assert (seen.settings, _codes(seen)) == (None, ["CLI001"])


@pytest.mark.parametrize(("content", "code"), [(b"", "CLI006"), (b"\xff\xfe", "CLI004"), (b"a\0", "CLI005")])
def test_a_file_that_is_saved_half_way_is_what_was_seen(wesley: Wesley, content: bytes, code: str) -> None:
    wesley.write("schema/user.graphql", USER)
    wesley.write("schema/half.graphql", content)
    seen = _look()
    assert _codes(seen) == [code]
    assert seen.settings is not None
    assert [source.name for source in seen.sources] == ["schema/user.graphql"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_what_was_seen(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", USER).chmod(0)
    assert _codes(_look()) == ["CLI003"]


def test_a_file_that_vanishes_between_finding_and_reading_is_what_was_seen(
    wesley: Wesley, monkeypatch: pytest.MonkeyPatch
) -> None:
    wesley.write("schema/user.graphql", USER)

    def vanished(*_arguments: object) -> None:
        raise FileNotFoundError(2, "No such file or directory", "schema/user.graphql")

    monkeypatch.setattr("wesley.cli.watching.look.gather", vanished)
    seen = _look()
    assert _codes(seen) == ["WATCH002"]
    assert seen.problems[0].message == "`schema/user.graphql`: no such file or directory"


def test_what_is_watched_is_named_as_the_user_knows_it(wesley: Wesley) -> None:
    wesley.write("wesley.toml", 'schema = ["schema/*.graphql"]\n')
    wesley.write("schema/user.graphql", USER)
    _, loaded = look((), None, Options())
    assert loaded is not None
    assert names((), loaded) == ("schema/*.graphql",)
    assert names(("a", "b"), loaded) == ("a", "b")
