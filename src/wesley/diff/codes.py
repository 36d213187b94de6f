"""The codes of problems that comparing two schemas finds."""

from __future__ import annotations

from wesley.problems.problem import Code

UNPLANNED = Code(
    code="MIG001",
    name="no-plan-for-this-difference",
    summary="Two schemas differ in something that no kind of change leads from one to the other.",
    why="A plan whose steps do not lead to the new schema would leave the database in between. So the changes are "
    "applied to the old schema in memory first, and where the result is not the new schema there is no plan.",
)
