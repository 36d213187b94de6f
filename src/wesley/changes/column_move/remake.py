"""The statements that take away what is bound to columns, and put it back as it shall be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from wesley.changes.build_view import Built, named
from wesley.changes.column_move.move import TableName
from wesley.changes.column_move.standing import Standing
from wesley.changes.edit import find, the_table
from wesley.changes.lock import Lock, access_exclusive
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.view_order import name_of
from wesley.changes.whole_view import broken, created
from wesley.ir.policy import Policy
from wesley.ir.routine import Trigger, TriggerFiring
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.sql.ddl.alter_policy import drop_policy
from wesley.sql.ddl.alter_trigger import drop_trigger, set_trigger_firing
from wesley.sql.ddl.policy import create_policy
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.ddl.view import drop_view
from wesley.sql.deparse import to_sql

_GOES = (
    "It is bound to the column, not to its name. It is back before anybody can see that it was gone: the locks are "
    "held until then."
)
_COMES = "As before, on the column that has the name now."


def take_away(situation: Situation, standing: Standing) -> Iterator[Statement]:
    """DROP of the views, policies and triggers; their tables are locked, so no row is read or written without them."""
    for view in reversed(standing.views):
        yield Statement(sql=to_sql(drop_view(view)), why=_GOES, locks=(access_exclusive(view.schema, view.name),))
    for place, policy in standing.policies:
        yield _altering(situation, place, to_sql(drop_policy(*place, policy.name)), _GOES)
    for place, trigger in standing.triggers:
        yield _altering(situation, place, to_sql(drop_trigger(*place, trigger.name)), _GOES)


def put_back(
    situation: Situation, aim: Physical, standing: Standing, built: tuple[Built, ...] = ()
) -> Iterator[Statement]:
    """CREATE of the triggers, policies and views as `aim` has them; those that were built beside get their names."""
    for place, trigger in standing.triggers:
        after: Trigger = _member(aim, place, "triggers", trigger.name)
        sql = to_sql(create_trigger(*place, after))
        yield _altering(situation, place, sql, _COMES, Lock.SHARE_ROW_EXCLUSIVE)
        if after.firing is not TriggerFiring.ORIGIN:
            yield _altering(situation, place, to_sql(set_trigger_firing(*place, after.name, after.firing)), _COMES)
    for place, policy in standing.policies:
        made: Policy = _member(aim, place, "policies", policy.name)
        yield _altering(situation, place, to_sql(create_policy(*place, made)), _COMES)
    beside = {each.name: each for each in built}
    for view in standing.views:
        again: View = find(aim, "views", view.schema, view.name)
        if name_of(view) in beside:
            first, *others = named(beside[name_of(view)], situation.before)
            yield from (replace(first, breaks_prepared=broken(view, again)), *others)
        else:
            yield from created(again, replace(situation, before=aim), _COMES, view)


def _altering(
    situation: Situation, place: TableName, sql: str, why: str, mode: Lock = Lock.ACCESS_EXCLUSIVE
) -> Statement:
    return Statement(sql=sql, why=why, locks=family_locks(situation.before, *place, mode))


def _member(schema: Physical, place: TableName, collection: str, name: str) -> Any:
    return next(each for each in getattr(the_table(schema, *place), collection) if each.name == name)
