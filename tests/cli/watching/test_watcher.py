"""Real files that change in every way that editors, shells and version control have."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.ordinary import ordinary_user
from wesley.cli.watching.watcher import Watcher
from wesley.watch.watched import Watched

PATIENCE = 10.0
QUIET = 0.3


class Watching:
    """A watcher over a folder `schema` and a file `wesley.toml`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.schema = folder / "schema"
        self.warnings: list[str] = []
        self.watcher = Watcher(self.warnings.append)

    def aim(self) -> bool:
        return self.watcher.aim(
            Watched(
                files=frozenset({str(self.folder / "wesley.toml"), str(self.folder / "sql/top.sql")}),
                folders=frozenset({str(self.schema)}),
                endings=(".graphql",),
            )
        )

    def seen(self, *wanted: str) -> bool:
        """Whether all of these are told within the patience of the test."""
        left, end = set(wanted), time.monotonic() + PATIENCE
        while left and time.monotonic() < end:
            left -= {self._short(path) for path in self.watcher.take(end - time.monotonic())}
        return not left

    def rest(self) -> set[str]:
        """What is told until it is quiet."""
        found: set[str] = set()
        while more := self.watcher.take(QUIET):
            found |= {self._short(path) for path in more}
        return found

    def _short(self, path: str) -> str:
        return path.removeprefix(f"{self.folder}/")


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    made = Watching(tmp_path)
    made.schema.mkdir()
    (made.schema / "a.graphql").write_text("a")
    made.aim()
    yield made
    made.watcher.close()


def test_what_is_written_made_and_removed_is_told(watching: Watching) -> None:
    (watching.schema / "a.graphql").write_text("b")
    assert watching.seen("schema/a.graphql")
    (watching.schema / "deep").mkdir()
    # What is written before the folder is watched is not told, but the folder is: then everything is looked at.
    assert watching.seen("schema/deep")
    (watching.schema / "deep/b.graphql").write_text("b")
    assert watching.seen("schema/deep/b.graphql")
    (watching.schema / "deep/b.graphql").unlink()
    assert watching.seen("schema/deep/b.graphql")


def test_an_atomic_save_is_told_and_its_temporary_file_is_not(watching: Watching) -> None:
    temporary = watching.schema / ".a.graphql.123.swp"
    temporary.write_text("b")
    temporary.rename(watching.schema / "a.graphql")
    assert watching.rest() == {"schema/a.graphql"}


def test_a_rename_is_told(watching: Watching) -> None:
    (watching.schema / "a.graphql").rename(watching.schema / "b.graphql")
    assert watching.seen("schema/a.graphql", "schema/b.graphql")


def test_a_folder_that_comes_with_files_is_told_and_watched(watching: Watching) -> None:
    (watching.folder / "aside").mkdir()
    (watching.folder / "aside/b.graphql").write_text("b")
    (watching.folder / "aside").rename(watching.schema / "aside")
    assert watching.seen("schema/aside")
    (watching.schema / "aside/b.graphql").write_text("c")
    assert watching.seen("schema/aside/b.graphql")
    (watching.schema / "aside").rename(watching.folder / "aside")
    assert watching.seen("schema/aside")


def test_a_folder_that_vanishes_and_comes_back_is_told_and_watched(watching: Watching) -> None:
    shutil.rmtree(watching.schema)
    assert watching.seen("schema")
    watching.rest()
    watching.schema.mkdir()
    (watching.schema / "a.graphql").write_text("a")
    assert watching.seen("schema")
    (watching.schema / "a.graphql").write_text("b")
    assert watching.seen("schema/a.graphql")


def test_a_folder_that_is_replaced_by_another_one_of_its_name_is_watched(watching: Watching) -> None:
    other = watching.folder / "other"
    other.mkdir()
    (other / "a.graphql").write_text("other")
    watching.schema.rename(watching.folder / "old")
    other.rename(watching.schema)
    assert watching.seen("schema")
    watching.rest()
    (watching.schema / "a.graphql").write_text("again")
    assert watching.seen("schema/a.graphql")


def test_permissions_that_change_are_told(watching: Watching) -> None:
    (watching.schema / "a.graphql").chmod(0)
    assert watching.seen("schema/a.graphql")
    watching.schema.chmod(0o500)
    assert watching.seen("schema")
    watching.schema.chmod(0o700)


def test_folders_without_permission_do_not_hide_those_beside_them() -> None:
    with ordinary_user() as folder:
        made = Watching(folder)
        for name in ("a", "m", "z"):
            (made.schema / name).mkdir(parents=True)
        (made.schema / "m").chmod(0)
        made.aim()
        for beside in "az":
            (made.schema / beside / "b.graphql").write_text("b")
            assert made.seen(f"schema/{beside}/b.graphql")
        (made.schema / "m").chmod(0o700)
        made.watcher.take(PATIENCE)
        made.aim()
        (made.schema / "m/b.graphql").write_text("b")
        assert made.seen("schema/m/b.graphql")
        made.watcher.close()


def test_a_watched_folder_that_loses_its_permission_is_told_and_watched_when_it_has_it_again() -> None:
    with ordinary_user() as folder:
        made = Watching(folder)
        made.schema.mkdir()
        made.aim()
        made.schema.chmod(0)
        assert made.seen("schema")
        made.rest()
        made.schema.chmod(0o700)
        (made.schema / "b.graphql").write_text("b")
        assert made.watcher.take(PATIENCE)
        made.rest()
        (made.schema / "b.graphql").write_text("c")
        assert made.seen("schema/b.graphql")
        made.watcher.close()


def test_single_files_are_told_and_those_beside_them_are_not(watching: Watching) -> None:
    (watching.folder / "other.toml").write_text("")
    (watching.folder / "wesley.toml").write_text("")
    assert watching.rest() == {"wesley.toml"}


def test_a_file_in_a_folder_that_is_made_later_is_told(watching: Watching) -> None:
    (watching.folder / "sql").mkdir()
    (watching.folder / "sql/top.sql").write_text("SELECT 1")
    assert watching.seen(str(watching.folder / "sql").removeprefix(f"{watching.folder}/"))
    watching.rest()
    (watching.folder / "sql/top.sql").write_text("SELECT 2")
    assert watching.seen("sql/top.sql")


def test_thousands_of_events_are_told_and_after_them_all_is_looked_at_once_more(watching: Watching) -> None:
    for number in range(3_000):
        (watching.schema / f"{number % 700}.graphql").write_text(str(number))
    assert watching.seen(*(f"schema/{number}.graphql" for number in range(700)))
    (watching.schema / "last.graphql").write_text("last")
    assert watching.seen("schema/last.graphql")


def test_waiting_ends_with_its_time(watching: Watching) -> None:
    watching.rest()
    assert watching.watcher.take(0.05) == frozenset()
    assert not watching.watcher.has_changes()


def test_to_aim_at_the_same_is_nothing(watching: Watching) -> None:
    assert not watching.aim()
    assert watching.watcher.aim(Watched(folders=frozenset({str(watching.folder)}), endings=(".x",)))


def test_a_link_to_a_folder_is_watched_under_its_own_name(tmp_path: Path) -> None:
    made = Watching(tmp_path)
    (tmp_path / "real").mkdir()
    made.schema.symlink_to(tmp_path / "real")
    made.aim()
    (tmp_path / "real/a.graphql").write_text("a")
    assert made.seen("schema/a.graphql")
    made.watcher.close()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            OSError(f"OS file watch limit reached. about {['x']}"),
            "the limit of watched folders is reached (fs.inotify.max_user_watches)",
        ),
        (
            RuntimeError("Error creating recommended watcher: Too many open files (os error 24)"),
            "the limit of watchers or of open files is reached (fs.inotify.max_user_instances, ulimit -n)",
        ),
        (OSError(38, os.strerror(38)), "the operating system does not watch (function not implemented)"),
    ],
)
def test_where_the_system_does_not_watch_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    import watchfiles._rust_notify as library

    real = library.RustNotify

    def refusing(*arguments: object) -> object:
        if not arguments[2]:
            raise error
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(library, "RustNotify", refusing)
    made = Watching(tmp_path)
    made.schema.mkdir()
    made.aim()
    assert made.warnings == [f"{said}, so files are looked at again and again"]
    # It may have looked only after the first one was written.
    attempts = (made.schema / f"{number}.graphql" for number in range(5))
    assert any(file.write_text("a") and made.seen(f"schema/{file.name}") for file in attempts)
    made.watcher.close()


def test_folders_for_which_the_limit_does_not_suffice_are_looked_at(
    watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who watches a folder is told when one is made in it, and of nothing in that when the limit is reached."""
    import watchfiles._rust_notify as library

    real = library.RustNotify

    def limited(*arguments: object) -> object:
        if not arguments[2] and (watching.schema / "new").is_dir():
            raise OSError(28, os.strerror(28))
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(library, "RustNotify", limited)
    (watching.schema / "new").mkdir()
    assert watching.seen("schema/new")
    assert watching.aim()
    assert not watching.aim()
    assert len(watching.warnings) == 1
