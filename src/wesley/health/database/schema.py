"""How far the database is from the schema of the project."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.diff.diff import in_old_names
from wesley.diff.match_renames import match_renames
from wesley.drift.journal import look_up
from wesley.drift.look import Drift, look
from wesley.drift.pending import pending
from wesley.drift.respelled import respelled
from wesley.health.check import Check, Finding, ok, skipped, warning
from wesley.health.database.differences import told
from wesley.health.server import Server
from wesley.ir.access import Role
from wesley.ir.expression import Expression
from wesley.ir.schema import Schema
from wesley.plan.ignore import rules_of
from wesley.plan.scope import namespace_names
from wesley.postgres.catalog.places import Path, decided
from wesley.postgres.catalog.read import read_catalog

_DO = "`wesley plan` shows what a migration would do about it, `wesley drift` both ways out"


def _look(server: Server) -> Finding:
    if server.project is None:
        return skipped(server.no_project)
    drift = _drift(server, server.project)
    if drift.findings:
        return warning(f"not what the schema of the project says: {told(drift)}", _DO, float(len(drift.findings)))
    return ok("; ".join(filter(None, ("the database is what the schema of the project says", told(drift)))), 0.0)


def _drift(server: Server, project: Schema) -> Drift:
    lookups = tuple((table.schema, table.name) for table in project.physical.tables if table.rows is not None)
    catalog = read_catalog(server.session, lookups=lookups)
    roles = tuple(Role(name=name) for name in catalog.roles)
    there = Schema(physical=catalog.physical, roles=roles, postgres_version=catalog.version)
    both = respelled(there, project)
    # Texts that still differ mean the same as far as anybody can tell without asking a server of another kind.
    aim = in_old_names(both.expected.physical, match_renames(both.found, both.expected))
    found = replace(both.found, physical=decided(both.found.physical, aim, _as_expected))
    rules = rules_of(server.ignore, namespace_names(project.physical))
    return look(found, both.expected, pending(look_up(server.session)), rules)


def _as_expected(_path: Path, _found: Expression, expected: Expression) -> Expression:
    return expected


CHECK = Check(
    name="schema",
    title="schema of the project",
    why="It shows whether the last schema was brought here, and how much a migration would have to do.",
    limits="warning for each difference; what SDL cannot say is none, nor what a contract that waits will take away",
    look=_look,
    unit="differences",
    alone=True,
)
