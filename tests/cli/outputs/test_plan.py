"""A plan tells what is missing, stale and extra, and looking changes nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from wesley.cli.outputs.manifest import MARK, NAME
from wesley.cli.outputs.plan import _look_at, plan
from wesley.cli.outputs.write import write
from wesley.memory.memory import Memory

if TYPE_CHECKING:
    from pathlib import Path

TEXT = f"// {MARK}\n"


def test_missing_stale_and_extra(tmp_path: Path) -> None:
    write(plan(tmp_path, {"zod": {"a.ts": TEXT, "b.ts": TEXT, "c.ts": TEXT}}))
    found = plan(tmp_path, {"zod": {"a.ts": TEXT, "b.ts": TEXT + "x", "d.ts": TEXT}})
    assert (list(found.missing), list(found.stale), found.extra) == (["d.ts"], ["b.ts", NAME], ("c.ts",))
    assert found.unchanged == 1
    assert not found.is_clean
    assert (tmp_path / "b.ts").read_text() == TEXT


def test_a_folder_that_does_not_exist_is_not_made_by_looking(tmp_path: Path) -> None:
    assert len(plan(tmp_path / "x", {"zod": {"a.ts": TEXT}}).missing) == 2
    assert not (tmp_path / "x").exists()


def _written_long_ago(folder: Path, wanted: dict[str, dict[str, str]]) -> None:
    write(plan(folder, wanted))
    for path in folder.iterdir():
        os.utime(path, (1, 1))


def test_a_file_that_has_not_changed_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, memory = {"zod": {"a.ts": TEXT}}, Memory()
    _written_long_ago(tmp_path, wanted)
    # The time of the last change of a file's state cannot be set, so the clock is.
    monkeypatch.setattr("time.time_ns", lambda: 2**62)
    assert plan(tmp_path, wanted, memory).is_clean
    with monkeypatch.context() as blind:
        blind.setattr("builtins.open", lambda *_, **__: pytest.fail("a file was read again"))
        found = _look_at(tmp_path, ("a.ts",), memory)
    assert found == ({"a.ts": TEXT.encode()}, [])


def test_what_others_did_to_a_file_is_seen_beside_a_memory(tmp_path: Path) -> None:
    wanted, memory = {"zod": {"a.ts": TEXT}}, Memory()
    write(plan(tmp_path, wanted, memory))
    for serial in range(100):  # of one length, as quickly as they come
        (tmp_path / "a.ts").write_text(f"// {MARK} {serial:03}\n")
        assert list(plan(tmp_path, wanted, memory).stale) == ["a.ts"]
        (tmp_path / "a.ts").write_text(TEXT)
        assert plan(tmp_path, wanted, memory).is_clean
    (tmp_path / "a.ts").unlink()
    assert list(plan(tmp_path, wanted, memory).missing) == ["a.ts"]
