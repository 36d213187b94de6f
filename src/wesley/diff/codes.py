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
RENAME_CONFLICT = Code(
    code="MIG004",
    name="rename-conflict",
    summary="A hint asks for a rename between names of which one is taken.",
    why="When the new name is in use already, or the old one goes on to be used, nobody can tell whose the rows are. "
    "The same holds when two elements of the schema claim one former name.",
)
AMBIGUOUS = Code(
    code="MIG005",
    name="rename-or-replacement",
    summary="Something goes and something much like it comes: a rename, or a loss of data and an empty beginning.",
    why="The two schemas alone cannot tell which of the two is meant, and the wrong guess loses every value. So it is "
    "said once: by `@renamedFrom`, or by naming what may be dropped.",
)

UNRENAMED = Code(
    code="MIG006",
    name="unclear-name",
    summary="An expression or a view names something that is renamed, and its text does not say whose it is.",
    why="PostgreSQL keeps references by identity and rewrites them by itself; here the text has to tell which table a "
    "column belongs to, and a wrong guess would be a wrong plan.",
)

ALL = (UNPLANNED, RENAME_CONFLICT, AMBIGUOUS, UNRENAMED)
