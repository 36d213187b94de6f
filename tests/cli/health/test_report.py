"""What `wesley doctor` prints of what it found."""

from __future__ import annotations

import json

from wesley.cli.health.report import as_json, as_text, summary
from wesley.cli.terminal import plain
from wesley.health.check import Finding, Result, error, ok, skipped


def _result(name: str, finding: Finding) -> Result:
    return Result(name=name, title=name, why="It matters.", unit="things", finding=finding, seconds=0.1234567)


RESULTS = (
    _result("first", ok("all is well", 1)),
    _result("second", error("something is\x1b[31m wrong", "mend it:\nLIKE THIS", 2)),
    _result("third", skipped("no connection")),
    _result("fourth", skipped("no connection")),
    _result("fifth", skipped("no right", "GRANT it")),
)


def test_text_says_why_and_what_to_do_where_something_is_wrong() -> None:
    lines = as_text(RESULTS, plain, 80).splitlines()
    assert lines[0] == "  ok       first                    all is well"
    assert lines[1].startswith("  error    second                   something is")
    assert "\x1b" not in lines[1]
    assert lines[2:5] == [
        " " * 11 + "why  It matters.",
        " " * 11 + "do   mend it:",
        " " * 16 + "LIKE THIS",
    ]
    assert lines[5:] == [
        "  skipped  2 checks                 no connection",
        "  skipped  fifth                    no right",
        " " * 11 + "do   GRANT it",
    ]


def test_no_line_is_wider_than_the_terminal() -> None:
    long = (_result("long", error("word " * 60, "do " * 90)),)
    assert all(len(line) <= 80 for line in as_text(long, plain, 80).splitlines())


def test_a_command_is_not_broken() -> None:
    told = (_result("it", error("it is wrong", f"{'word ' * 10}`wesley migrate --resume` goes on")),)
    assert "`wesley migrate --resume` goes on" in as_text(told, plain, 80).splitlines()[-1]


def test_programs_read_everything() -> None:
    answer = json.loads(as_json(RESULTS, None))
    assert (answer["database"], answer["ok"], answer["errors"], answer["skipped"]) == (None, 1, 1, 3)
    assert answer["checks"][1] == {
        "check": "second",
        "title": "second",
        "status": "error",
        "seen": "something is\x1b[31m wrong",
        "why": "It matters.",
        "do": "mend it:\nLIKE THIS",
        "value": 2,
        "unit": "things",
        "seconds": 0.123457,
    }


def test_the_summary_counts() -> None:
    assert summary(RESULTS) == "1 ok, 0 warnings, 1 error, 3 skipped"
