"""What `wesley status` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from wesley.cli.migration import aftermath
from wesley.cli.migration.aftermath import table
from wesley.cli.migration.site import whereabouts
from wesley.execute.standing import Stage

if TYPE_CHECKING:
    from wesley.cli.migration.target import Target
    from wesley.execute.journal.runs import RunEntry
    from wesley.execute.standing import Standing

Place = tuple[str, str, str, str]
"""Host, port, database and role."""

_SENTENCES = {
    Stage.NOTHING: "No plan of Wesley has left anything here.",
    Stage.UNFINISHED: "A plan was begun and is not finished.",
    Stage.WAITING: "The last plan is done but for its contract.",
    Stage.DONE: "The last plan is done.",
}
_AT_WORK = "A plan is being run."


def as_text(found: Standing, place: Place, target: Target) -> str:
    """For people."""
    host, port, dbname, user = place
    rows = [("on", f"{whereabouts(host, port, dbname)} as {user}")]
    if found.plan is not None:
        rows.append(("plan", f"{found.plan.name}, begun {found.plan.made_at}"))
        rows += [("from", found.plan.source), ("to", found.plan.target)]
    if found.last_run is not None:
        rows.append(("run", _run(found.last_run)))
        if found.last_run.message:
            rows.append(("error", _error(found.last_run)))
    rows.append(("lock", found.holder or "nobody holds it"))
    rows += [row for row in _rows(found, target) if found.stage is not Stage.NOTHING or row[0] == "next"]
    return f"{_AT_WORK if _is_run(found) else _SENTENCES[found.stage]}\n{table(rows)}\n"


def as_json(found: Standing, place: Place, target: Target) -> str:
    """For programs."""
    host, port, dbname, user = place
    answer: dict[str, Any] = {
        "database": {"host": host, "port": port, "name": dbname, "user": user},
        "stage": found.stage.name.lower(),
        "lock": found.holder,
        "plan": None if found.plan is None else {"name": found.plan.name, **msgspec.structs.asdict(found.plan)},
        "progress": found.progress,
        "next": found.next,
        "last_run": found.last_run,
        "commands": _commands(found, target),
    }
    return (msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n").decode()


def _is_run(found: Standing) -> bool:
    """True when a migrator is at work on the plan right now."""
    return found.stage is Stage.UNFINISHED and bool(found.holder)


def _rows(found: Standing, target: Target) -> list[tuple[str, str]]:
    if not _is_run(found):
        return aftermath.rows_of(found, target)
    rows = [row for row in aftermath.rows_of(found, target) if row[0] in {"done", "not"}]
    return [*rows, ("now", "a migrator is at work"), *(("next", line) for line in _commands(found, target))]


def _commands(found: Standing, target: Target) -> list[str]:
    """What there is to do; while a migrator is at work, to look again."""
    return [target.command("status")] if _is_run(found) else aftermath.next_commands(found, target)


def _run(run: RunEntry) -> str:
    who = f"{run.run} by {run.role} on {run.host}, process {run.process}"
    if run.outcome:
        return f"{who}: {run.outcome} at {run.ended_at}"
    return f"{who}: began {run.started_at}, last sign of life {run.seen_at}"


def _error(run: RunEntry) -> str:
    return f"{run.code}: {run.message}" if run.code else run.message
