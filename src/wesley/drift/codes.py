"""The codes of problems of comparing a live database."""

from __future__ import annotations

from wesley.problems.problem import Code

NOTHING_APPLIED = Code(
    code="DRF001",
    name="nothing-applied",
    summary="What was applied last is asked for, and no plan of Wesley was run on the database.",
    why="The journal in the database says what was applied. Where there is none, only the schema tells what should be "
    "there.",
    bad="wesley drift --against applied --env fresh",
    good="wesley drift --env fresh",
)
PLAN_UNFINISHED = Code(
    code="DRF002",
    name="plan-unfinished",
    summary="What was applied last is asked for while a plan is half run.",
    why="The database is between two schemas, and what is a change of the plan and what somebody else has done cannot "
    "be told apart until the plan is finished or led back.",
    bad="wesley drift --against applied --env prod",
    good="wesley migrate --resume --env prod; wesley drift --against applied --env prod",
)

ALL = (NOTHING_APPLIED, PLAN_UNFINISHED)
