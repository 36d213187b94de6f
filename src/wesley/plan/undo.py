"""The way back."""

from __future__ import annotations

from wesley.diff.renames import Renames, inverse
from wesley.ir.schema import Schema
from wesley.plan.kept import Keeping
from wesley.plan.loss import EVERYTHING
from wesley.plan.make import make_plan
from wesley.plan.old_columns import old_columns
from wesley.plan.plan import Plan


def undo(plan: Plan) -> Plan:
    """The plan that leads back from where a plan leads to, with its contract included when the plan has it.

    It brings back the structure, and the data that the plan has kept: what was dropped softly, what is in side tables,
    and without its contract what is in the old columns of those whose type changed. Nothing else of what was lost comes
    back; the steps that lose data say so.

    Raises:
        WesleyError: no plan leads back.
    """
    reached = plan.goal if plan.contract else plan.between
    return make_plan(
        Schema(physical=reached),
        Schema(physical=plan.before),
        server=plan.server,
        contract=True,
        allow_drop=(EVERYTHING,),
        renames=_back(plan),
        keeping=_kept(plan),
    )


def _kept(plan: Plan) -> Keeping:
    """The data of before that are there: kept aside by the contract, or in old columns as long as it was not run."""
    return Keeping(bring_back=plan.kept) if plan.contract else Keeping(old_columns=tuple(old_columns(plan)))


def _back(plan: Plan) -> Renames:
    """The renames that are done, the other way round: without the contract those of tables that have a view now."""
    back = inverse(plan.renames)
    if plan.contract:
        return back
    done = {(table.schema, table.name) for table in plan.between.tables}
    tables = tuple(pair for pair in back.tables if pair[0] in done)
    # Columns have both of their names, and the former one is what leads back.
    alone = inverse(Renames(tables=tuple((before, after) for after, before in tables), texts=plan.renames.texts))
    return Renames(tables=tables, texts=alone.texts)
