"""The codes of problems that only writing the DDL can find."""

from __future__ import annotations

from wesley.problems.problem import Code

UNPRINTABLE = Code(
    code="OUT001",
    name="no-sql-for-this",
    summary="An element of the schema has no faithful form as a SQL statement.",
    why="Each statement is printed, parsed again and compared with what it should say; where the two differ, nothing "
    "is written, since a statement that says something else is worse than none.",
)
