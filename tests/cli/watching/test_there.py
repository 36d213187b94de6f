"""What is at a path, also where nobody may look."""

from __future__ import annotations

from pathlib import Path

from tests.support.ordinary import ordinary_user
from wesley.cli.watching.there import is_file, is_folder, is_link, is_open, is_there, open_folders


def test_files_folders_and_what_links_lead_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "broken").symlink_to("gone")
    asked = [str(tmp_path / name) for name in ("file", "link", "broken", ".", "\0")]
    assert [is_file(path) for path in asked] == [True, True, False, False, False]
    assert [is_folder(path) for path in asked] == [False, False, False, True, False]
    assert [is_there(path) for path in asked] == [True, True, False, True, False]
    assert [is_link(path) for path in asked] == [False, True, True, False, False]


def test_what_cannot_be_told_is_not_there() -> None:
    with ordinary_user() as folder:
        (folder / "closed").mkdir()
        (folder / "closed/file").write_text("")
        (folder / "closed").chmod(0)
        assert is_folder(str(folder / "closed"))
        assert not is_there(str(folder / "closed/file"))
        assert not is_link(str(folder / "closed/file"))


def test_folders_that_may_be_read() -> None:
    with ordinary_user() as folder:
        for name in ("a/b", "closed/c"):
            (folder / name).mkdir(parents=True)
        (folder / "a/up").symlink_to("..")
        (folder / "closed").chmod(0)
        assert is_open(str(folder / "a"))
        assert not is_open(str(folder / "closed"))
        assert open_folders(str(folder)) == [str(folder), str(folder / "a"), str(folder / "a/b")]
