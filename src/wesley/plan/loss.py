"""Data are never lost unsaid."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.plan.codes import DATA_LOSS, NOT_LOST
from wesley.plan.plan import Plan
from wesley.problems.problem import Problem, UsageError, WesleyError
from wesley.problems.suggest import did_you_mean

EVERYTHING = "*"


def lost(plan: Plan) -> tuple[str, ...]:
    """The objects whose data are gone when the whole plan was run, as `schema.table` or `schema.table.column`."""
    return tuple(dict.fromkeys(name for step in plan.steps() for name in step.statement.loses))


def refuse_loss(plan: Plan, allowed: tuple[str, ...]) -> None:
    """Refuse a plan that loses something which is not allowed, and a permission that fits nothing.

    Args:
        plan: the plan.
        allowed: names, with or without the schema; `*` for everything.

    Raises:
        WesleyError: something would be lost.
        UsageError: a name fits nothing that would be lost.
    """
    if EVERYTHING in allowed:
        return
    names = lost(plan)
    missing = tuple(name for name in names if not any(_fits(allowance, name) for allowance in allowed))
    if missing:
        raise WesleyError(*(_problem(name, missing) for name in missing))
    # To name what is kept says that it is a drop and no rename.
    known = (*names, *_kept(plan))
    idle = tuple(allowance for allowance in allowed if not any(_fits(allowance, name) for name in known))
    if idle:
        raise UsageError(*(_idle(allowance, names) for allowance in idle))


def _kept(plan: Plan) -> Iterator[str]:
    """What the plan keeps of what it takes away, in the names before."""
    yield from (".".join(move.before) for move in plan.kept.tables)
    yield from (f"{each.schema}.{each.table}.{each.column}" for each in plan.kept.columns)
    yield from (f"{each.schema}.{each.table}.{each.column}" for each in plan.kept.values)


def _fits(allowance: str, name: str) -> bool:
    """True when an allowance names an object, with its schema or without."""
    return allowance in (name, name.partition(".")[2])


def _problem(name: str, missing: tuple[str, ...]) -> Problem:
    flags = " ".join(f"--allow-drop {other.partition('.')[2]}" for other in missing)
    return Problem(
        code=DATA_LOSS,
        message=f"the data of {name} would be lost",
        help=f"if that is meant: {flags}",
    )


def _idle(allowance: str, names: tuple[str, ...]) -> Problem:
    listed = ", ".join(name.partition(".")[2] for name in names) or "nothing"
    return Problem(
        code=NOT_LOST,
        message=f"the plan loses no `{allowance}`",
        help=did_you_mean(allowance, [name.partition(".")[2] for name in names]) or f"it loses {listed}",
    )
