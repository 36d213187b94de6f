"""What `wesley history` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import asdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wesley.execute.journal.plans import Entry
    from wesley.execute.journal.runs import RunEntry

_STATES = {
    "begun": "not finished",
    "expanded": "done but for its contract",
    "done": "done",
    "undone": "led back",
}


def as_text(entries: tuple[Entry, ...], runs: tuple[RunEntry, ...]) -> str:
    """For people."""
    if not entries:
        return "No plan was run here.\n"
    return "\n".join(line for entry in entries for line in _entry(entry, runs)) + "\n"


def as_json(entries: tuple[Entry, ...], runs: tuple[RunEntry, ...]) -> str:
    """For programs: a list of plans, each with its runs."""
    answer = [
        {"name": entry.name, **asdict(entry), "runs": [run for run in runs if run.plan == entry.plan]}
        for entry in entries
    ]
    return (msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n").decode()


def _entry(entry: Entry, runs: tuple[RunEntry, ...]) -> Iterator[str]:
    undoes = f", leads back from plan {entry.undoes}" if entry.undoes is not None else ""
    yield f"{entry.name}  {_STATES[entry.state]}{undoes}"
    yield f"  begun {entry.made_at}"
    yield f"  from  {entry.source}"
    yield f"  to    {entry.target}"
    for run in runs:
        if run.plan == entry.plan:
            yield f"  run   {run.run} by {run.role} on {run.host}: {_ended(run)}"


def _ended(run: RunEntry) -> str:
    if not run.outcome:
        return f"last sign of life {run.seen_at}"
    code = f" ({run.code})" if run.code else ""
    return f"{run.outcome}{code} {run.ended_at}"
