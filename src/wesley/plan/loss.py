"""Data are never lost unsaid."""

from __future__ import annotations

import shlex
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
        UsageError: a name fits nothing that would be lost, or more than one thing.
    """
    if EVERYTHING in allowed:
        return
    names = lost(plan)
    unclear = tuple(allowance for allowance in allowed if len(_meant(allowance, names)) > 1)
    if unclear:
        raise UsageError(*(_unclear(allowance, _meant(allowance, names)) for allowance in unclear))
    missing = tuple(name for name in names if not any(name in _meant(allowance, names) for allowance in allowed))
    # To name what is kept says that it is a drop and no rename.
    known = (*names, *_kept(plan))
    idle = tuple(allowance for allowance in allowed if not any(_fits(allowance, name) for name in known))
    if missing:
        raise WesleyError(*(_problem(name, missing, names, idle) for name in missing))
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


def _meant(allowance: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """What an allowance names: a whole name before all that end in it, so that each thing has a name of its own."""
    return (allowance,) if allowance in names else tuple(name for name in names if _fits(allowance, name))


def _shortest(name: str, names: tuple[str, ...]) -> str:
    """The name without its schema where that says which is meant."""
    short = name.partition(".")[2]
    return short if _meant(short, names) == (name,) else name


def _problem(name: str, missing: tuple[str, ...], names: tuple[str, ...], idle: tuple[str, ...]) -> Problem:
    flags = " ".join(f"--allow-drop {shlex.quote(_shortest(other, names))}" for other in missing)
    return Problem(
        code=DATA_LOSS,
        message=f"the data of {name} would be lost",
        help="\n".join([f"if that is meant: {flags}", *(_nothing(allowance, names) for allowance in idle)]),
    )


def _nothing(allowance: str, names: tuple[str, ...]) -> str:
    """That a permission was given for something that is not lost, and what may have been meant."""
    proposal = did_you_mean(allowance, [name.partition(".")[2] for name in names])
    return f"`--allow-drop {shlex.quote(allowance)}` is for nothing that the plan loses" + (
        f"; {proposal}" if proposal else ""
    )


def _unclear(allowance: str, meant: tuple[str, ...]) -> Problem:
    return Problem(
        code=NOT_LOST,
        message=f"`{allowance}` may be {' or '.join(meant)}",
        help=f"say which, or all: {' '.join(f'--allow-drop {shlex.quote(name)}' for name in meant)}",
    )


def _idle(allowance: str, names: tuple[str, ...]) -> Problem:
    listed = ", ".join(name.partition(".")[2] for name in names) or "nothing"
    return Problem(
        code=NOT_LOST,
        message=f"the plan loses no `{allowance}`",
        help=did_you_mean(allowance, [name.partition(".")[2] for name in names]) or f"it loses {listed}",
    )
