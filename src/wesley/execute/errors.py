"""What a refusal of the server means for a run, by its SQLSTATE (PostgreSQL manual, appendix A)."""

from __future__ import annotations

from enum import StrEnum

from wesley.postgres.session import StatementError
from wesley.problems.problem import WesleyError

LOCK_NOT_AVAILABLE = "55P03"
DEADLOCK = "40P01"
SERIALIZATION = "40001"
QUERY_CANCELED = "57014"
INSUFFICIENT_PRIVILEGE = "42501"
DUPLICATE_RELATION = "42P07"

# Others hold what is needed, or it took longer than they may be made to wait: later it may work.
PASSING = (LOCK_NOT_AVAILABLE, DEADLOCK, SERIALIZATION, QUERY_CANCELED)
# Class 08, and what a server says that ends a session or goes down (class 57), or is about to start.
_LOST = ("57P01", "57P02", "57P03", "57P05", "25P03", "25P04")
# Data exceptions, violated constraints and checks of views, and what functions raise (the same appendix).
_DATA = ("22", "23", "44", "P0")
_QUOTING = ("22", "44", "P0")
_WAYS_OUT = {
    "53100": "the server's disk is full: free or add space on the server",
    "53200": "the server is out of memory or of places in its lock table: raise max_locks_per_transaction, or run when "
    "it is quieter",
    "53300": "the server has no connection left: a run needs three",
    "53400": "a limit of the server's configuration was reached",
    "58030": "the server could not read or write a file: look into its log",
}
# Full disks, memory, connections, lock table: nothing is wrong with the plan (class 53), or with the data (58030: I/O).
_RESOURCES = ("58030", "40001", "40P01", "55P03", "57014")


class Category(StrEnum):
    """The five kinds of errors that there are."""

    PARSE = "parse"
    VALIDATION = "validation"
    PLANNING = "planning"
    EXECUTION = "execution"
    RESOURCE = "resource"


def may_hold_values(sqlstate: str) -> bool:
    """True when detail and context of an error may hold values of rows: errors of data, constraints and functions."""
    return sqlstate.startswith(_DATA)


def without_values(error: WesleyError) -> str:
    """What happened, for logs and the journal: without what a server's message may quote of rows.

    The messages of violated constraints name objects only; those of conversions quote the value, and those of triggers
    and functions hold whatever their author wrote.
    """
    if isinstance(error, StatementError) and error.refusal.sqlstate.startswith(_QUOTING):
        return str(error).replace(error.refusal.message, "the server's message, which may hold values, is left out")
    return str(error)


def way_out(sqlstate: str) -> str:
    """What to do about a server that lacks something; nothing for other errors."""
    return _WAYS_OUT.get(sqlstate, "")


def is_lost(error: StatementError) -> bool:
    """True when the connection is gone, so that what was under way may or may not have happened."""
    state = error.refusal.sqlstate
    return state.startswith("08") or state in _LOST


def category_of(sqlstate: str) -> Category:
    """Of an error of the server while a plan runs."""
    lost = sqlstate.startswith(("08", "53")) or sqlstate in _LOST
    return Category.RESOURCE if lost or sqlstate in _RESOURCES else Category.EXECUTION
