"""A report with everything odd in it."""

from __future__ import annotations

from wesley.postgres.report.values import Report
from wesley.postgres.tap import Failure, Result, TapFile

GOOD = TapFile(
    name="tests/users.sql",
    planned=2,
    results=(Result(number=1, ok=True, description="one"), Result(number=2, ok=True, skipped="no index")),
)
ODD = TapFile(
    name='tests/"<odd>"&.sql',
    planned=3,
    results=(
        Result(
            number=1,
            ok=False,
            description="a # TODO <b>\nsecond \\ line",
            diagnostics=('Failed test 1: "a # TODO <b>', "        have: \x01", "        want: 2"),
        ),
        Result(number=2, ok=False, description="later", todo="not yet"),
        Result(number=3, ok=True),
    ),
)
BROKEN = TapFile(
    name="tests/broken.sql",
    planned=None,
    failure=Failure(message='relation "x" does not exist (42P01)', line=3, help="hint: none\nstatement: SELECT\n  x"),
)
PASSED = Report(server="18.1", pgtap="pgTAP 1.3.5", files=(GOOD,))
FAILED = Report(server="15.4", pgtap="the built-in subset of pgTAP", files=(GOOD, ODD, BROKEN), roles_left=("app",))
