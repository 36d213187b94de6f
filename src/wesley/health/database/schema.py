"""How far the database is from the schema of the project."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.diff.diff import in_old_names
from wesley.diff.match_renames import match_renames
from wesley.diff.renames import Renames
from wesley.drift.compare import compare
from wesley.health.check import Check, Finding, ok, skipped, warning
from wesley.health.server import Server
from wesley.health.words import counted, listed
from wesley.ir.access import Role
from wesley.ir.expression import Expression
from wesley.ir.schema import Schema
from wesley.plan.own_objects import without_kept
from wesley.plan.scope import scoped, with_view_types
from wesley.postgres.catalog.places import Path, decided
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.catalog.settle import settle, undecided


def _look(server: Server) -> Finding:
    if server.project is None:
        return skipped(server.no_project)
    told = [*_differences(server, server.project)]
    if not told:
        return ok("the database is what the schema of the project says", 0.0)
    seen = f"{counted(len(told), 'difference')} to the schema of the project: {listed(told)}"
    return warning(seen, "`wesley plan` shows what a migration would do about them", float(len(told)))


def _differences(server: Server, project: Schema) -> Iterator[str]:
    """What is otherwise: first what is to be renamed, then the rest under the names that are there."""
    lookups = tuple((table.schema, table.name) for table in project.physical.tables if table.rows is not None)
    catalog = read_catalog(server.session, lookups=lookups)
    roles = tuple(Role(name=name) for name in catalog.roles)
    physical = without_kept(catalog.physical)
    there = Schema(physical=physical, roles=roles, postgres_version=catalog.version)
    goal = scoped(there, project)
    renames = match_renames(there, goal)
    aim = in_old_names(goal.physical, renames)
    yield from _renamed(renames)
    settled = settle(physical, aim)
    if undecided(settled, aim):
        # Texts that differ, and that mean the same as far as anybody can tell without asking a server.
        settled = decided(settled, aim, _as_expected)
    expected = with_view_types(replace(goal, physical=aim), aim, settled).physical
    for one in compare(settled, expected):
        yield f"{one.subject.kind} {one.subject.path} is {one.kind}"


def _renamed(renames: Renames) -> Iterator[str]:
    for before, after in (*renames.tables, *renames.enums):
        yield f"{'.'.join(before)} becomes {'.'.join(after)}"
    for owner, old, new in (*renames.columns, *renames.values):
        yield f"{'.'.join(owner)}.{old} becomes {new}"


def _as_expected(_path: Path, _found: Expression, expected: Expression) -> Expression:
    return expected


CHECK = Check(
    name="schema",
    title="schema of the project",
    why="It shows whether the last schema was brought here, and how much a migration would have to do.",
    limits="warning for each difference; what SDL cannot say is no difference",
    look=_look,
    unit="differences",
    alone=True,
)
