"""Outputs come into being whole or not at all, and nobody else's file is touched."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from wesley.cli.outputs.failure import OutputError
from wesley.cli.outputs.manifest import MARK, NAME
from wesley.cli.outputs.plan import Emitted, plan
from wesley.cli.outputs.write import write
from wesley.problems.problem import UsageError

ONE = f"-- {MARK}\nSELECT 1;\n"
TWO = f"-- {MARK}\nSELECT 2;\n"
BOTH = {"postgres": {"schema.sql": ONE}, "pgtap": {"tests/a.sql": ONE, "tests/b.sql": ONE}}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder that does not exist yet."""
    return tmp_path / "deep" / "out"


def put(out: Path, emitted: Emitted) -> None:
    """Plan and write."""
    write(plan(out, emitted))


def files(folder: Path) -> list[str]:
    """Paths of all files, the list of outputs aside."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if path != NAME)


def refusal(out: Path, emitted: Emitted) -> str:
    """The message of a plan that is refused."""
    with pytest.raises(UsageError) as caught:
        plan(out, emitted)
    (problem,) = caught.value.problems
    assert problem.help
    return problem.message


def test_folders_are_made_and_files_written(out: Path) -> None:
    put(out, BOTH)
    assert files(out) == ["schema.sql", "tests/a.sql", "tests/b.sql"]
    assert (out / "schema.sql").read_text() == ONE


def test_only_changed_files_are_touched(out: Path) -> None:
    put(out, BOTH)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.sql")}
    inode = (out / "schema.sql").stat().st_ino
    found = plan(out, BOTH | {"postgres": {"schema.sql": TWO}})
    assert (list(found.stale), list(found.missing), found.extra, found.unchanged) == (["schema.sql"], [], (), 2)
    write(found)
    assert (out / "schema.sql").read_text() == TWO
    assert (out / "schema.sql").stat().st_ino != inode
    assert (out / "tests/a.sql").stat().st_mtime_ns == before[out / "tests/a.sql"]
    assert plan(out, BOTH | {"postgres": {"schema.sql": TWO}}).is_clean


def test_what_no_longer_belongs_is_removed_with_its_folder(out: Path) -> None:
    put(out, BOTH)
    put(out, {"postgres": {"schema.sql": ONE}, "pgtap": {}})
    assert files(out) == ["schema.sql"]
    assert not (out / "tests").exists()


def test_targets_that_are_not_written_keep_what_they_have(out: Path) -> None:
    put(out, BOTH)
    put(out, {"pgtap": {"tests/c.sql": ONE}})
    assert files(out) == ["schema.sql", "tests/c.sql"]
    put(out, {"postgres": {"other.sql": ONE}})
    assert files(out) == ["other.sql", "tests/c.sql"]


def test_files_of_others_are_never_removed_whatever_the_list_says(out: Path) -> None:
    put(out, BOTH)
    (out / "tests/mine.sql").write_text(f"-- {MARK}, I say\n")  # marked, but not listed
    (out / "tests/a.sql").write_text("SELECT 'taken over';")  # listed, but no longer marked
    (out / "tests/b.sql").unlink()
    (out / "tests/b.sql").symlink_to("mine.sql")  # listed, but a link
    put(out, {"postgres": {}, "pgtap": {}})
    assert files(out) == ["tests/a.sql", "tests/b.sql", "tests/mine.sql"]


def test_a_lost_list_costs_nothing(out: Path) -> None:
    put(out, BOTH)
    (out / NAME).unlink()
    put(out, {"postgres": {"schema.sql": TWO}})
    assert files(out) == ["schema.sql", "tests/a.sql", "tests/b.sql"]


def test_a_file_that_is_not_ours_is_not_overwritten(out: Path) -> None:
    out.mkdir(parents=True)
    (out / "schema.sql").write_text("SELECT 'mine';")
    assert "schema.sql` has not been written by wesley" in refusal(out, BOTH)
    assert files(out) == ["schema.sql"]


@pytest.mark.parametrize("what", ["folder", "link", "dangling link", "file for a folder", "link for a folder"])
def test_something_else_in_the_way_is_refused(out: Path, tmp_path: Path, what: str) -> None:
    out.mkdir(parents=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x.sql").write_text(ONE)
    if what == "folder":
        (out / "schema.sql").mkdir()
    elif what == "link":
        (out / "schema.sql").symlink_to(elsewhere / "x.sql")
    elif what == "dangling link":
        (out / "schema.sql").symlink_to("nowhere")
    elif what == "file for a folder":
        (out / "tests").write_text(ONE)
    else:
        (out / "tests").symlink_to(elsewhere)
    assert "and an output needs a" in refusal(out, BOTH)
    assert files(elsewhere) == ["x.sql"]


def test_the_output_folder_may_be_a_link_and_may_not_be_a_file(out: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    out.parent.mkdir()
    out.symlink_to(tmp_path / "real")
    put(out, BOTH)
    assert len(files(tmp_path / "real")) == 3
    assert "is no folder" in refusal(tmp_path / "real" / "schema.sql", BOTH)


def test_new_files_have_the_mode_of_any_new_file_and_old_ones_keep_theirs(out: Path) -> None:
    before = os.umask(0o027)
    try:
        put(out, BOTH)
    finally:
        os.umask(before)
    assert stat.S_IMODE((out / "schema.sql").stat().st_mode) == 0o640
    (out / "schema.sql").chmod(0o664)
    put(out, {"postgres": {"schema.sql": TWO}})
    assert stat.S_IMODE((out / "schema.sql").stat().st_mode) == 0o664


@pytest.mark.parametrize("failing", ["fsync", "open"])
def test_a_full_disk_changes_nothing_and_leaves_nothing(
    out: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    put(out, {"postgres": {"schema.sql": ONE}})
    real = getattr(os, failing)
    calls = 0

    def full(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments)

    monkeypatch.setattr(os, failing, full)
    with pytest.raises(OutputError) as caught:
        put(out, {"postgres": {"schema.sql": TWO}, "pgtap": {"tests/a.sql": ONE}})
    assert "no space left on device" in caught.value.problems[0].message
    assert files(out) == ["schema.sql"]
    assert (out / "schema.sql").read_text() == ONE
    assert not (out / "tests").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError) as caught:
        put(tmp_path / "file" / "out", BOTH)
    assert "file" in caught.value.problems[0].message
