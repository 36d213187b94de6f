"""Metrics as a file: whole at every moment, and up to date at every segment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.progress.places import moment, tell
from tests.observe.stream import run_started, segment_started, whole_run
from wesley.cli.outputs.failure import OutputError
from wesley.cli.progress.metrics_file import MetricsFile
from wesley.observe.events import SegmentDone


def test_it_is_there_before_the_run_and_has_everything_after_it(tmp_path: Path) -> None:
    path = tmp_path / "wesley.prom"
    place = MetricsFile(path, 0.1)
    assert "wesley_operations_total 0\n" in path.read_text()
    tell(place, *whole_run())
    place.close()
    text = path.read_text()
    assert "wesley_operations_total 5\n" in text
    assert text.endswith("# EOF\n")
    assert [file.name for file in tmp_path.iterdir()] == ["wesley.prom"]


def test_it_is_written_at_every_segment(tmp_path: Path) -> None:
    path = tmp_path / "wesley.prom"
    place = MetricsFile(path, 0.1)
    tell(place, run_started(), segment_started(1, 4), SegmentDone(number=1, total=2, seconds=1))
    assert "wesley_segments_total 1\n" in path.read_text()


def test_a_folder_that_is_gone_is_an_error_of_the_place(tmp_path: Path) -> None:
    folder = tmp_path / "metrics"
    folder.mkdir()
    place = MetricsFile(folder / "wesley.prom", 0.1)
    (folder / "wesley.prom").unlink()
    folder.rmdir()
    with pytest.raises(OutputError, match="cannot be written"):
        place.tell(run_started(), moment(0))
