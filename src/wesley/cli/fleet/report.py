"""What became of a fleet: a table for people, JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from wesley.cli.fleet.proposals import Group
from wesley.fleet.result import Failure, Result, State
from wesley.plan.formats.words import counted

if TYPE_CHECKING:
    from wesley.cli.terminal import Paint

_STYLES = {
    State.CURRENT: "faint",
    State.DONE: "good",
    State.EXPANDED: "good",
    State.FAILED: "error",
    State.INTERRUPTED: "warning",
    State.WAITING: "faint",
}
_SHOWN = 5
_GAP = "  "


def plans_as_text(groups: Sequence[Group], names: Sequence[str]) -> str:
    """Every plan, and the databases that it is for."""
    return "".join(_plan(group, names) for group in groups if group.proposal is not None and group.proposal.new)


def _plan(group: Group, names: Sequence[str]) -> str:
    for_all = counted(len(group.numbers), "database")
    text = group.proposal.text if group.proposal is not None else ""
    return f"The plan of {for_all}: {_some([names[number] for number in group.numbers])}\n{text}\n"


def as_text(results: Sequence[Result], paint: Paint) -> str:
    """A line for each database, in the order of the fleet, each kind of failure, and how many there are of each."""
    rows = [("database", "state", "plan", "statements", "seconds"), *(_row(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [_line(row, widths) for row in rows]
    painted = [lines[0], *(_painted(line, one.state, paint) for line, one in zip(lines[1:], results, strict=True))]
    counts = Counter(result.state for result in results)
    total = ", ".join(f"{counts[state]} {state.value}" for state in State if counts[state])
    return "\n".join([*painted, *_failures(results), f"{counted(len(results), 'database')}: {total}"]) + "\n"


def as_json(results: Sequence[Result], groups: Sequence[Group], *, dry_run: bool) -> str:
    """The plans without their statements, and what became of each database."""
    names = [result.database for result in results]
    counts = Counter(result.state for result in results)
    answer: dict[str, Any] = {
        "dry_run": dry_run,
        "plans": [_head(group, names) for group in groups if group.proposal is not None and group.proposal.new],
        "databases": [msgspec.structs.asdict(result) for result in results],
        "counts": {state.name.lower(): counts[state] for state in State},
    }
    for one, result in zip(answer["databases"], results, strict=True):
        one["state"] = result.state.name.lower()
    return (msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n").decode()


def _head(group: Group, names: Sequence[str]) -> dict[str, Any]:
    new = group.proposal.new if group.proposal is not None else None
    if new is None:
        return {}
    return {
        "plan": new.head.digest[:8],
        "digest": new.head.digest,
        "statements": sum(1 for _ in new.lines),
        "risk": new.head.report.risk,
        "loses": new.head.report.loses,
        "has_way_back": new.back_head is not None,
        "databases": [names[number] for number in group.numbers],
    }


def line_of(result: Result, done: int, total: int) -> str:
    """How one went, when it is over."""
    failure = result.failure
    if failure is not None:
        return f"[{done}/{total}] {result.database}: {result.state.value}: {_code(failure)} {failure.message}\n"
    what = f", {counted(result.statements, 'statement')}" if result.statements else ""
    return f"[{done}/{total}] {result.database}: {result.state.value}{what} in {result.seconds:.1f} s\n"


def _row(result: Result) -> tuple[str, ...]:
    ran = result.seconds > 0
    statements = str(result.statements) if result.statements else ""
    return (result.database, result.state.value, result.plan, statements, f"{result.seconds:.1f}" if ran else "")


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [cell.rjust(width) if number > 2 else cell.ljust(width) for number, (cell, width) in _cells(row, widths)]
    return _GAP.join(cells).rstrip()


def _cells(row: Sequence[str], widths: Sequence[int]) -> Iterator[tuple[int, tuple[str, int]]]:
    return enumerate(zip(row, widths, strict=True))


def _painted(line: str, state: State, paint: Paint) -> str:
    before, word, after = line.rpartition(state.value)
    return f"{before}{paint(word, _STYLES[state])}{after}"


def _failures(results: Sequence[Result]) -> Iterator[str]:
    """Those that say the same are told once."""
    alike: dict[tuple[str, str, str], list[Result]] = {}
    for result in results:
        if result.failure is not None:
            alike.setdefault((*result.failure.kind, result.failure.message), []).append(result)
    for some in alike.values():
        first = some[0].failure
        if first is None:
            continue
        yield f"{_code(first)} {first.category}: {first.message}"
        yield from (f"  = help: {line}" for line in first.help.splitlines())
        yield f"  on {_some([result.database for result in some])}"


def _code(failure: Failure) -> str:
    return f"{failure.code}/{failure.sqlstate}" if failure.sqlstate else failure.code


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
