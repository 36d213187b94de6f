"""Read both sides, compare them, look for both remedies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from wesley.cli.drift.answer import Answer
from wesley.cli.drift.printable import typed
from wesley.cli.drift.project import Adoptions, adoptions
from wesley.cli.migration.site import whereabouts
from wesley.cli.plan_sources.applied import WORD
from wesley.cli.plan_sources.compared import compared, rules
from wesley.cli.plan_sources.sides import Asked, Sides, read_sides
from wesley.cli.plan_sources.snapshot_faults import faults_told
from wesley.config.ignore_rules import parsed
from wesley.drift.alone import left_alone
from wesley.drift.journal import Journal, look_up
from wesley.drift.look import look
from wesley.drift.pending import pending
from wesley.drift.repair import Repair, repair
from wesley.plan.unfit_rules import unfit
from wesley.plan.unmanaged import title
from wesley.postgres.session import ANSWER_SECONDS, session

if TYPE_CHECKING:
    from wesley.cli.configuration import Loaded
    from wesley.cli.migration.target import Target
    from wesley.cli.plan_sources.compared import Compared
    from wesley.drift.journal import Applied, HalfRun
    from wesley.drift.look import Drift

_PASSED_ON = {"--to": "paths", "--schema": "namespaces"}

# Other commands take the variable by themselves; a plan does not start from a database that nobody names.
_FROM_VARIABLE = ' --database-url "$DATABASE_URL"'


class Live(Struct, frozen=True, kw_only=True):
    """What the database says of itself beside its catalog: host, port and name; and what its journal knows."""

    label: str
    journal: Journal


def conduct(where: Target, loaded: Loaded, given: dict[str, Any]) -> Answer:
    """The answer of `wesley drift`.

    Args:
        where: the database.
        loaded: the configuration.
        given: the options of the command, by their names.

    Raises:
        WesleyError: a side is no schema, or nothing was applied.
        ServerError: the server fails.
    """
    live = _live(where)
    paths = (WORD,) if given["against"] == WORD else given["paths"]
    sides = read_sides(Asked(new=paths, address=where.conninfo, namespaces=given["namespaces"]), loaded)
    namespaces = given["namespaces"] or _limits(live, given["against"])
    with faults_told(sides.old, sides.new):
        both = compared(sides, namespaces)
        drift = look(both.old, both.asked, pending(live.journal) if given["against"] != WORD else None, rules(sides))
    wanted = bool(drift.findings) and live.journal.half_run is None
    its = _repair(sides, both, live.journal.applied if given["against"] != WORD else None) if wanted else Repair()
    written = _adoptions(given, loaded, sides, both, drift) if wanted else Adoptions()
    return Answer(
        database=live.label,
        against=sides.new.label,
        drift=drift,
        left_alone=_alone(sides, both),
        ignored=both.ignored,
        unfit=_unfit(sides, both),
        undecided=both.undecided,
        waits=_waits(live.journal),
        unfinished=live.journal.unfinished,
        repair=its,
        commands=tuple(_commands(where, given, its) if wanted else _to_the_end(where, live.journal.half_run)),
        adoptions=written.by_finding,
        texts=written.texts,
    )


def _live(where: Target) -> Live:
    with session(where.conninfo, ANSWER_SECONDS) as looking:
        host, port, dbname, _ = looking.place
        return Live(label=whereabouts(host, port, dbname), journal=look_up(looking))


def _limits(live: Live, against: str) -> tuple[str, ...]:
    """A plan that was limited to some PostgreSQL schemas says nothing of the others."""
    applied = live.journal.applied
    return applied.namespaces if against == WORD and applied is not None else ()


def _repair(sides: Sides, both: Compared, pending: Applied | None) -> Repair:
    if both.missing:
        return Repair(refused=tuple(problem.message for problem in both.missing))
    return repair(both.old, both.new, sides.version, pending, sides.old.unmanaged)


def _alone(sides: Sides, both: Compared) -> tuple[str, ...]:
    objects = left_alone(sides.new.schema.physical, both.asked.physical)
    return (*objects, *(title(one) for one in sides.old.unmanaged))


def _unfit(sides: Sides, both: Compared) -> tuple[str, ...]:
    """The rules of the configuration that fit nothing here."""
    written = map(parsed, sides.ignore)
    return tuple(map(str, unfit(written, (both.old.physical, both.asked.physical), sides.old.unmanaged)))


def _waits(journal: Journal) -> str:
    return journal.applied.plan if journal.applied is not None and journal.applied.waits else ""


def _commands(where: Target, given: dict[str, Any], its: Repair) -> list[str]:
    """The commands of the remedy that changes the database; none where no plan leads there."""
    if its.refused:
        return []
    values = {**given, "paths": (WORD,) if given["against"] == WORD else given["paths"]}
    words = [word for flag, name in _PASSED_ON.items() for value in values[name] for word in (flag, value)]
    words += [word for name in its.loses for word in ("--allow-drop", name)]
    options = " ".join(map(typed, words))
    address = "" if given["database_url"] or given["env"] else _FROM_VARIABLE
    plan, migrate = (where.command(verb) for verb in ("plan", "migrate"))
    expand = f"{migrate} {options}".strip()
    contract = [f"{expand} --contract"] if its.has_contract else []
    return [f"{plan}{address} {options}".strip(), expand, *contract]


def _to_the_end(where: Target, plan: HalfRun | None) -> list[str]:
    """The commands that bring a plan to an end: none other is taken while one is half run."""
    if plan is None:
        return []
    if plan.is_at_work:
        return [where.command("status")]
    back = [] if plan.is_back else [where.command("rollback")]
    return [where.command("migrate", "--resume"), *back]


def _adoptions(given: dict[str, Any], loaded: Loaded, sides: Sides, both: Compared, drift: Drift) -> Adoptions:
    if given["against"] == WORD:
        return Adoptions()
    return adoptions(given["paths"], loaded, sides, both.old, drift)
