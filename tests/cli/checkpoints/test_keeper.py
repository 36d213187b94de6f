"""The checkpoint is there from the start, follows the run, and is gone when the run is through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.progress.places import moment
from tests.observe.stream import ended, run_started, segment_started
from wesley.cli.checkpoints import Checkpoint, Keeper, Place, read_all
from wesley.cli.progress.moment import Moment
from wesley.execute.journal.segments import Progress
from wesley.observe.events import Checkpointed, Event, Outcome, Progressed, Warned

PLACE = Place(host="localhost", port="5432", dbname="app", user="deploy", environment="prod")


class _Run:
    """A run whose segments are so many seconds apart."""

    def __init__(self, folder: Path, apart: float = 1.0) -> None:
        self.folder = folder
        self.events: list[Event] = []
        self._seconds, self._apart = 0.0, apart
        self.keeper = Keeper(folder, PLACE, self.events.append, self._clock())

    def _clock(self) -> Callable[[], Moment]:
        return lambda: moment(self._seconds)

    def tell(self, *events: Event) -> None:
        for event in events:
            self._seconds += self._apart
            self.keeper.emit(event)

    def mark(self, segments: int, statements: int) -> None:
        self._seconds += self._apart
        progress = Progress(segments=4, segments_done=segments, statements=20, statements_done=statements)
        self.keeper.mark(progress)

    def there(self) -> Checkpoint:
        (checkpoint,), faults = read_all(self.folder)
        assert faults == ()
        return checkpoint

    def percents(self) -> list[int]:
        return [event.percent for event in self.events if isinstance(event, Checkpointed)]


def test_events_are_passed_on(tmp_path: Path) -> None:
    run = _Run(tmp_path)
    run.tell(run_started())
    assert run.events == [run_started(), Checkpointed(percent=0, stored=True)]


def test_it_is_there_when_the_run_begins(tmp_path: Path) -> None:
    run = _Run(tmp_path)
    run.tell(run_started(done=5))
    there = run.there()
    assert there.place == PLACE
    assert (there.plan, there.run) == ("3-1a2b3c4d", "r-1")
    assert (there.segments, there.segments_done, there.statements, there.statements_done) == (7, 5, 10, 5)
    assert there.percent == 50
    assert there.at == "2026-03-01T12:00:01.123Z"


def test_it_follows_every_segment(tmp_path: Path) -> None:
    run = _Run(tmp_path)
    run.tell(run_started())
    for segment in range(1, 5):
        run.mark(segment, segment * 2)
        assert (run.there().segments_done, run.there().statements_done) == (segment, segment * 2)


def test_segments_that_are_shorter_than_a_disk_takes_share_a_writing(tmp_path: Path) -> None:
    run = _Run(tmp_path, apart=0.05)
    run.tell(run_started())
    for segment in range(1, 9):
        run.mark(segment, segment // 2)
    assert len(run.percents()) == 1 + 2
    run.tell(segment_started(9, 1))
    run.tell(*[segment_started(9, 1)] * 4)
    assert run.there().segments_done == 8


def test_quarters_are_kept_inside_a_long_statement_as_well(tmp_path: Path) -> None:
    run = _Run(tmp_path, apart=0.001)
    begun = run_started()
    run.tell(begun, segment_started(1, 1))
    run.keeper.mark(Progress(segments=1, segments_done=0, statements=1, statements_done=0))
    for done in range(0, 1001, 10):
        run.tell(Progressed(number=1, what="filling", done=done, total=1000, unit="rows"))
    assert run.percents() == [0, 25, 50, 75]


@pytest.mark.parametrize("outcome", [Outcome.DONE, Outcome.EXPANDED])
def test_a_run_that_is_through_leaves_nothing_behind(tmp_path: Path, outcome: Outcome) -> None:
    run = _Run(tmp_path)
    run.tell(run_started(), ended(outcome))
    assert read_all(tmp_path) == ((), ())
    assert [path.name for path in (tmp_path / ".wesley").iterdir()] == [".gitignore"]


@pytest.mark.parametrize("outcome", [Outcome.STOPPED, Outcome.INTERRUPTED])
def test_a_run_that_is_not_through_leaves_where_it_stands(tmp_path: Path, outcome: Outcome) -> None:
    run = _Run(tmp_path, apart=0.05)
    run.tell(run_started())
    run.mark(1, 4)
    run.tell(ended(outcome))
    assert run.there().statements_done == 4


def test_a_folder_that_cannot_be_written_is_told_once_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / ".wesley").write_text("in the way")
    run = _Run(tmp_path)
    run.tell(run_started())
    run.mark(1, 10)
    run.tell(ended())
    warnings = [event.message for event in run.events if isinstance(event, Warned)]
    assert len([text for text in warnings if "cannot be written" in text]) == 1
    assert [event.stored for event in run.events if isinstance(event, Checkpointed)] == [False, False]


def test_before_a_run_has_begun_nothing_is_written(tmp_path: Path) -> None:
    run = _Run(tmp_path)
    run.tell(Warned(message="x"), ended(Outcome.STOPPED))
    run.mark(1, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_leaves_the_checkpoint_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = _Run(tmp_path)
    run.tell(run_started())

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    run.mark(1, 4)
    assert run.there().statements_done == 0
    assert run.events[-2:] == [
        Warned(
            message="the local checkpoint cannot be written: no space left on device; the journal holds all the same"
        ),
        Checkpointed(percent=20, stored=False),
    ]
