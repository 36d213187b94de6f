"""Which files are meant: each is found once, in one order, and what leads nowhere is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.ordinary import ordinary_user
from wesley.cli.find_files import Request, find_files
from wesley.cli.paths import shown

if TYPE_CHECKING:
    from tests.cli.running import Wesley

A, B = "type A { x: Int }\n", "type B { x: Int }\n"


def names(*paths: str) -> list[str]:
    """Paths of the files that are found, without a problem."""
    files, problems = find_files(tuple(Request(path, Path.cwd()) for path in paths))
    assert problems == ()
    return [shown(file) for file in files]


def refused(*paths: str) -> list[str]:
    """Messages about paths that lead nowhere."""
    files, problems = find_files(tuple(Request(path, Path.cwd()) for path in paths))
    assert files == ()
    assert all(problem.help for problem in problems)
    return [problem.message for problem in problems]


def test_files_folders_and_globs_are_read_once_each_ordered_by_path(wesley: Wesley) -> None:
    for path in ("s/b.graphql", "s/a/z.gql", "s/a/y.graphqls", "s/notes.md", "s/.hidden/h.graphql", "s/.h.graphql"):
        wesley.write(path, A)
    (wesley.folder / "link.graphql").symlink_to("s/b.graphql")
    everything = ["s/a/y.graphqls", "s/a/z.gql", "s/b.graphql"]
    assert names("s") == everything
    assert names("s/b.graphql", "s", "./s/../s/b.graphql") == everything
    assert names("s/**/*.g*") == everything
    assert names("s/*.graphql") == ["s/b.graphql"]
    assert names("s/.h*") == ["s/.h.graphql"]
    assert names("s/**") == [*everything, "s/notes.md"]
    assert names(str(wesley.folder / "s" / "a")) == everything[:2]
    assert names("link.graphql", "s/b.graphql") == ["link.graphql"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(wesley: Wesley) -> None:
    wesley.write("a[1].graphql", A)
    wesley.write("a1.graphql", B)
    assert names("a[1].graphql") == ["a[1].graphql"]


def test_links_that_lead_in_a_circle_are_not_followed(wesley: Wesley) -> None:
    wesley.write("s/a.graphql", A)
    (wesley.folder / "s/one").symlink_to(".")
    (wesley.folder / "s/two").symlink_to(".")
    assert names("s") == names("s/**/*.graphql") == ["s/a.graphql"]


def test_what_leads_nowhere_is_refused_all_at_once(wesley: Wesley) -> None:
    (wesley.folder / "empty").mkdir()
    assert refused("nix.graphql", "empty", "n*.graphql", "a**b", "", "a\0b") == [
        "`nix.graphql` does not exist",
        "no schema file in `empty`",
        "no file matches `n*.graphql`",
        "no file matches `a**b`",
        "an empty path or one with a NUL character",
        "an empty path or one with a NUL character",
    ]


@pytest.mark.parametrize("path", ["s", "s/**/*.graphql", "s/*/*.graphql"])
@pytest.mark.parametrize(("closed", "named"), [("s/a", "s/a"), ("s", "s")])
def test_a_folder_that_cannot_be_read_is_refused_for_what_may_be_in_it(path: str, closed: str, named: str) -> None:
    with ordinary_user() as folder:
        (folder / "s/a").mkdir(parents=True)
        (folder / "s/b.graphql").write_text(B)
        (folder / closed).chmod(0)
        files, (problem,) = find_files((Request(path, folder),))
        assert (files, problem.code.code) == ((), "CLI003")
        assert problem.message == f"`{folder / named}` cannot be read: permission denied"


def test_a_folder_that_cannot_be_read_does_not_matter_where_no_schema_can_be() -> None:
    with ordinary_user() as folder:
        (folder / "s/.cache").mkdir(parents=True, mode=0)
        (folder / "s/b.graphql").write_text(B)
        for path in ("s", "s/**/*.graphql"):
            assert find_files((Request(path, folder),)) == ((folder / "s/b.graphql",), ())
        (folder / "s/a/b").mkdir(parents=True)
        (folder / "s/a/b").chmod(0)
        for path in ("s/*.graphql", "*/b.graphql"):
            assert find_files((Request(path, folder),)) == ((folder / "s/b.graphql",), ())


@pytest.mark.parametrize("path", ["s", "s/*.graphql", "s/**/*", "s/**/*.graphql"])
def test_a_link_that_leads_nowhere_is_refused_for_what_it_would_define(wesley: Wesley, path: str) -> None:
    wesley.write("s/a.graphql", A)
    (wesley.folder / "s" / "b.graphql").symlink_to("gone.graphql")
    (wesley.folder / "s" / "notes").symlink_to("gone")
    assert refused(path) == ["`s/b.graphql` is a link that leads nowhere"]


def test_the_lock_of_an_editor_is_no_schema_file(wesley: Wesley) -> None:
    wesley.write("s/a.graphql", A)
    (wesley.folder / "s" / ".#a.graphql").symlink_to("somebody@somewhere.123:456")
    assert names("s", "s/*.graphql", "s/**/*") == ["s/a.graphql"]
