"""Which probes can be asked before the plan is run, and which ask for columns that the plan makes on its way."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.changes.mentions import has_word
from wesley.changes.own_names import new_name
from wesley.ir.schema import Physical
from wesley.plan.plan import Plan, Step

_SUCCESSOR = new_name("")


def early(plan: Plan) -> tuple[Step, ...]:
    """The steps whose probe can be asked now."""
    late_numbers = {step.number for step in late(plan)}
    return tuple(step for step in plan.steps() if step.statement.probe is not None and step.number not in late_numbers)


def late(plan: Plan) -> tuple[Step, ...]:
    """The steps whose probe can be asked only once steps before them are done."""
    before = _columns((plan.before,))
    made = {
        name: columns - before.get(name, frozenset()) for name, columns in _columns((plan.between, plan.goal)).items()
    }
    return tuple(step for step in plan.steps() if _asks_for(step, before, made))


_Columns = dict[tuple[str, str], frozenset[str]]


def _columns(schemas: Iterable[Physical]) -> _Columns:
    found: _Columns = {}
    for schema in schemas:
        for table in schema.tables:
            name = (table.schema, table.name)
            found[name] = found.get(name, frozenset()) | {column.name for column in table.columns}
    return found


def _asks_for(step: Step, before: _Columns, made: _Columns) -> bool:
    """True when the probe of a step names a table or a column that was not there before."""
    probe = step.statement.probe
    if probe is None:
        return False
    if _SUCCESSOR in probe.query:
        return True
    scanned = {(relation.schema, relation.name) for relation in step.statement.scans}
    return any(
        name not in before or any(has_word(probe.query, column) for column in made.get(name, ())) for name in scanned
    )
