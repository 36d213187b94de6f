"""A plan tells what is missing, stale and extra, and looking changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wesley.cli.outputs.manifest import MARK, NAME
from wesley.cli.outputs.plan import plan
from wesley.cli.outputs.write import write

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
