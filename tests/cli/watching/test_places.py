"""What is watched for a command line."""

from __future__ import annotations

import pytest

from tests.cli.running import USER, Wesley
from wesley.cli.options import Options
from wesley.cli.watching.look import look
from wesley.cli.watching.places import text_of, watched
from wesley.watch.watched import Watched


def _watched(*paths: str, config: str | None = None) -> Watched:
    seen, loaded = look(paths, None, Options(config=config))
    assert loaded is not None
    return watched(paths, config, loaded, seen)


def _relative(wesley: Wesley, paths: frozenset[str]) -> set[str]:
    return {path.removeprefix(f"{wesley.folder}/") for path in paths}


def test_folders_files_and_globs(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", USER)
    wesley.write("one.txt", USER.replace("User", "One"))
    wesley.write("lib/a/b.gql", USER.replace("User", "B"))
    found = _watched("schema", "one.txt", "lib/**/*.gql")
    assert _relative(wesley, found.folders) == {"schema"}
    assert _relative(wesley, found.trees) == {"lib"}
    assert _relative(wesley, found.files) == {"schema", "one.txt", "wesley.toml", "pyproject.toml"}


def test_what_is_not_there_may_come_back_as_a_folder_or_a_file(wesley: Wesley) -> None:
    found = _watched("later")
    assert _relative(wesley, found.folders) == {"later"}
    assert "later" in _relative(wesley, found.files)


def test_the_configuration_says_what_and_is_watched(wesley: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    wesley.write("wesley.toml", 'schema = ["types"]\n')
    wesley.write("types/user.graphql", USER)
    wesley.write("sub/x", "")
    monkeypatch.chdir(wesley.folder / "sub")
    found = _watched()
    assert _relative(wesley, found.folders) == {"types"}
    nearer = {"sub/wesley.toml", "sub/pyproject.toml"}
    assert _relative(wesley, found.files) == {"types", "wesley.toml", "pyproject.toml"} | nearer


def test_a_configuration_that_is_named_is_the_only_one(wesley: Wesley) -> None:
    wesley.write("other.toml", 'schema = ["types"]\n')
    wesley.write("types/user.graphql", USER)
    assert _relative(wesley, _watched(config="other.toml").files) == {"types", "other.toml"}


def test_files_of_views_and_what_links_lead_to(wesley: Wesley) -> None:
    wesley.write("schema/top.graphql", 'type Top @view(file: "../sql/top.sql") {\n  id: ID!\n}\n')
    wesley.write("sql/top.sql", "SELECT 1 AS id")
    shared = wesley.write("shared/user.graphql", USER)
    (wesley.folder / "schema/user.graphql").symlink_to(shared)
    files = _relative(wesley, _watched("schema").files)
    assert {"sql/top.sql", "shared/user.graphql"} <= files


def test_the_text_of_a_file_that_is_gone_is_empty(wesley: Wesley) -> None:
    assert text_of("gone") == ""
    assert text_of("\0") == ""
    wesley.write("a", b"\xef\xbb\xbfb")
    assert text_of("a") == "b"
