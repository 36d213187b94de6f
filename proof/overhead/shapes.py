"""Thousand trivial statements, as the planner gives them: each adds a column, those of a table share a segment."""

from __future__ import annotations

from msgspec import Struct

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.plan.document import Document, way_back
from wesley.plan.make import make_plan
from wesley.plan.report.report import report
from wesley.sdl.read import read
from wesley.sdl.source import Source

STEPS = 1000


class Shape(Struct, frozen=True):
    """How the statements are spread: over so many tables.

    Args:
        tables: how many; a segment each.
        allowed: milliseconds a step that a run may cost over psql; None where it is only told.
    """

    tables: int
    allowed: float | None

    @property
    def columns(self) -> int:
        """How many statements a segment has."""
        return STEPS // self.tables

    @property
    def title(self) -> str:
        """For people."""
        return f"{self.tables} tables, {self.columns} columns each"


# The first is what is promised. In the last, the worst one, every statement pays for locks, stamps and a commit alone.
SHAPES = (Shape(100, 1.5), Shape(1000, None))


def before(shape: Shape) -> Schema:
    """The schema that is there."""
    return _compiled(_text(shape, ""))


def after(shape: Shape) -> Schema:
    """The schema to get to."""
    return _compiled(_text(shape, " ".join(f"c{number}: Int" for number in range(shape.columns))))


def planned(shape: Shape, major: int) -> Document:
    """The plan from the one to the other.

    Raises:
        ValueError: it has another number of statements.
    """
    plan = make_plan(before(shape), after(shape), server=major)
    if len(plan.steps()) != STEPS or len(plan.segments) != shape.tables:
        raise ValueError(f"the plan has {len(plan.steps())} statements in {len(plan.segments)} segments")
    return Document(plan=plan, report=report(plan), undo=way_back(plan), source="before", target="after")


def _text(shape: Shape, columns: str) -> str:
    return "".join(f"type T{number} @table {{ id: ID! @primaryKey {columns} }}\n" for number in range(shape.tables))


def _compiled(text: str) -> Schema:
    schema = read([Source("overhead.graphql", text)], Settings()).schema
    if schema is None:
        raise ValueError("the schema has errors")
    return schema
