"""A run that is killed leaves files beside their places; the next run takes them away, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from wesley.cli.outputs.leftovers import leftovers, temporary
from wesley.cli.outputs.manifest import MARK
from wesley.cli.outputs.plan import plan
from wesley.cli.outputs.write import write

ONE = f"-- {MARK}\nSELECT 1;\n"
OUTPUTS = {"postgres": {"schema.sql": ONE}, "pgtap": {"tests/a.sql": ONE}}


def ended() -> int:
    """The id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def test_what_a_killed_run_left_is_taken_away_even_when_every_output_is_right(tmp_path: Path) -> None:
    write(plan(tmp_path, OUTPUTS))
    number = ended()
    (tmp_path / f".schema.sql.{number}.tmp").write_text(ONE)
    (tmp_path / "tests" / f".gone.sql.{number}.tmp").write_text("")
    found = plan(tmp_path, OUTPUTS)
    assert (found.is_clean, len(found.leftovers)) == (True, 2)
    write(found)
    assert sorted(path.name for path in tmp_path.rglob("*.tmp")) == []
    assert (tmp_path / "tests/a.sql").exists()


def test_files_of_a_run_that_goes_on_and_of_others_stay(tmp_path: Path) -> None:
    number = ended()
    temporary(tmp_path / "schema.sql").write_text(ONE)
    (tmp_path / f".mine.sql.{number}.tmp").write_text("SELECT 'mine';")
    (tmp_path / f"mine.{number}.tmp").write_text(ONE)
    (tmp_path / f".link.{number}.tmp").symlink_to(tmp_path / f"mine.{number}.tmp")
    (tmp_path / f".folder.{number}.tmp").mkdir()
    assert leftovers([tmp_path, tmp_path / "missing"]) == ()


def test_each_process_has_a_place_of_its_own() -> None:
    assert temporary(Path("out/schema.sql")) == Path(f"out/.schema.sql.{os.getpid()}.tmp")
