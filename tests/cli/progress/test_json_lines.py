"""The log for machines."""

from __future__ import annotations

import json

from tests.cli.progress.places import Kept, tell
from tests.observe.stream import whole_run
from wesley.cli.progress.json_lines import JsonLines
from wesley.observe.events import Level


def test_each_event_of_the_level_is_a_json_object() -> None:
    kept = Kept()
    tell(JsonLines("the log", kept, Level.INFO), *whole_run())
    records = [json.loads(line) for line in kept.text]
    assert [record["event"] for record in records] == [
        "run-started",
        "segment-started",
        "lock-refused",
        "segment-done",
        "segment-started",
        "segment-done",
        "heartbeat",
        "verified",
        "run-ended",
    ]
    assert {record["run"] for record in records} == {"r-1"}
    assert records[1]["time"] == "2026-03-01T12:00:01.123Z"


def test_debug_has_the_statements_with_their_ids() -> None:
    kept = Kept()
    tell(JsonLines("the log", kept, Level.DEBUG), *whole_run())
    begun = [json.loads(line) for line in kept.text if '"statement-started"' in line]
    assert [record["statement"] for record in begun] == [f"3/{number}" for number in range(1, 6)]
