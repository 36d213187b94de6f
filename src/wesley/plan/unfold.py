"""From changes to the smallest ones: each in the form that suits the moment, those of the contract last."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.change import Change
from wesley.changes.later import Later
from wesley.changes.situation import Situation
from wesley.changes.together import Together
from wesley.ir.schema import Physical
from wesley.plan.plan import Phase


class Piece(Struct, frozen=True):
    """A change that is made as it is, with the situation right before it and the one right after it."""

    change: Change
    phase: Phase
    situation: Situation
    after: Situation


def unfold(changes: tuple[Change, ...], situation: Situation) -> Iterator[Piece]:
    """The pieces of a plan in the order in which they are made.

    Args:
        changes: from `diff`.
        situation: the situation at the start.
    """
    waiting: list[Change] = []
    for change in changes:
        for piece in _smallest(change, situation):
            if piece.phase is Phase.CONTRACT:
                waiting.append(piece.change)
                continue
            yield piece
            if _carries(piece.change):
                waiting = [_carried(each, piece.change, situation.before) for each in waiting]
            situation = piece.after
    for change in sorted(waiting, key=lambda each: not each.first):
        after = situation.after(change)
        yield Piece(change, Phase.CONTRACT, situation, after)
        situation = after


def _smallest(change: Change, situation: Situation) -> Iterator[Piece]:
    """The forms of a change, each asked in the situation that those before it leave; one that waits leaves it as is."""
    forms = change.online(situation)
    if forms == (change,):
        if _waits(change):
            yield Piece(change, Phase.CONTRACT, situation, situation)
        else:
            yield Piece(change, Phase.EXPAND, situation, situation.after(change))
        return
    for form in forms:
        for piece in _smallest(form, situation):
            yield piece
            situation = piece.after


def _carries(made: Change) -> bool:
    """True when those that wait may have to be said otherwise once it is made; few kinds are like that."""
    if isinstance(made, Together):
        return any(_carries(change) for change in made.changes)
    return type(made).carry is not Change.carry


def _carried(waiting: Change, made: Change, before: Physical) -> Change:
    """A change that waits, in the names that are there once another one is made."""
    if isinstance(made, Together):
        return reduce(lambda found, each: _carried(found, each, before), made.changes, waiting)
    if isinstance(waiting, Later):
        return waiting.carried(made, before)
    if isinstance(waiting, Together):
        return replace(waiting, changes=tuple(made.carry(each, before) for each in waiting.changes))
    return made.carry(waiting, before)


def _waits(change: Change) -> bool:
    return change.deferred if isinstance(change, Together) else change.contract


def created(changes: tuple[Change, ...], situation: Situation) -> Situation:
    """The situation with the tables known that the plan makes."""
    from wesley.changes.create_table import CreateTable

    tables = {(change.table.schema, change.table.name) for change in changes if isinstance(change, CreateTable)}
    return replace(situation, created=situation.created | tables)
