"""Timeouts that hold for the role that migrates."""

from __future__ import annotations

from wesley.health.check import Check, Finding, ok, warning
from wesley.health.server import Server

_NAMES = (
    "statement_timeout",
    "lock_timeout",
    "idle_in_transaction_session_timeout",
    "idle_session_timeout",
    "transaction_timeout",
)
# `reset_val`: what holds at the beginning of a session. This check itself sets two of them for its transaction.
_FOUND = """
SELECT name, reset_val || coalesce(unit, ''), source FROM (
    SELECT name, reset_val, unit, source FROM pg_settings WHERE name = ANY (%s) AND reset_val <> '0') AS found
ORDER BY name
"""
_OWN = """
SELECT DISTINCT split_part(setting, '=', 1) FROM pg_db_role_setting s, unnest(s.setconfig) AS setting
WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    AND s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = current_user))
"""


def _look(server: Server) -> Finding:
    found = server.session.rows(_FOUND, [list(_NAMES)])
    if not found:
        return ok("no timeout holds for this role", 0.0)
    own = {name for (name,) in server.session.rows(_OWN)}
    told = ", ".join(f"{name} = {value} ({_whose(name in own)})" for name, value, _ in found)
    do = "`wesley migrate` sets them to 0 for its own sessions; for a plan.sql in psql do so yourself: SET ... = 0"
    return warning(told, do, float(len(found)))


def _whose(own: bool) -> str:  # noqa: FBT001 - reads as a sentence
    return "of the role or the database" if own else "of the server or the address"


CHECK = Check(
    name="timeouts",
    title="timeouts",
    why="A validation, a concurrent build or a wait between two statements takes longer than an application's "
    "statements do. What a timeout ends half-way is invalid and has to be done again.",
    limits="warning for each that is set for this role in this database",
    look=_look,
    unit="timeouts",
)
