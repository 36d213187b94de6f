"""Which events concern a schema: its files whatever happens to them, and nothing that editors put beside them."""

from __future__ import annotations

import pytest

from wesley.watch.watched import Watched, matters

WATCHED = Watched(
    files=frozenset({"/app/wesley.toml", "/app/views/top.sql", "/app/one/named.txt"}),
    folders=frozenset({"/app/schema"}),
    trees=frozenset({"/lib/shared"}),
    endings=(".graphql", ".gql"),
)


@pytest.mark.parametrize(
    "path",
    [
        "/app/schema/a.graphql",
        "/app/schema/deep/er/a.gql",
        "/app/wesley.toml",
        "/app/views/top.sql",
        "/app/one/named.txt",
        "/lib/shared/anything.txt",
    ],
)
def test_a_file_of_the_schema_matters(path: str) -> None:
    assert matters(WATCHED, path, is_file=True)


@pytest.mark.parametrize(
    "path",
    [
        "/app/schema/README.md",
        "/app/schema/.a.graphql.swp",
        "/app/schema/.git/x.graphql",
        "/app/schema/4913",
        "/app/schema/a.graphql~",
        "/app/schema/#a.graphql#",
        "/app/schema/a.graphql___jb_tmp___",
        "/app/other/a.graphql",
        "/app/schematic/a.graphql",
        "/app/views/other.sql",
        "/app/generated/schema.sql",
        "/elsewhere",
    ],
)
def test_another_file_does_not(path: str) -> None:
    assert not matters(WATCHED, path, is_file=True)


@pytest.mark.parametrize("path", ["/app/schema/billing", "/app/schema", "/app", "/lib", "/app/views"])
def test_a_folder_with_files_of_the_schema_matters_and_so_does_one_that_is_gone(path: str) -> None:
    assert matters(WATCHED, path, is_file=False)


@pytest.mark.parametrize("path", ["/app/schema/.git", "/app/generated", "/app/schema/4913"])
def test_another_folder_does_not(path: str) -> None:
    assert not matters(WATCHED, path, is_file=False)


def test_everything_may_matter_below_the_root_of_the_disk() -> None:
    assert matters(Watched(folders=frozenset({"/"}), endings=(".gql",)), "/a.gql", is_file=True)
