"""Documents of plans, for the tests of their forms."""

from __future__ import annotations

from tests.plan.planned import USER, USER_WITH_CHECK, planned
from wesley.plan.document import Document, way_back
from wesley.plan.plan import Plan
from wesley.plan.report.report import report


def document(plan: Plan) -> Document:
    """The plan with its report and way back."""
    return Document(plan=plan, report=report(plan), undo=way_back(plan), source="old.json", target="schema")


CHECKED = document(planned(USER, USER_WITH_CHECK))
"""A check on a table in use: one statement in a transaction, one that reads the table."""

DROPPED = document(planned(USER, USER.replace("age: Int", ""), contract=False, allow_drop=("*",)))
"""A column that goes, later."""

EMPTY = document(planned(USER, USER))
"""Nothing to do."""
