"""What became of one database of a fleet."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class State(StrEnum):
    """How things stand in a database.

    CURRENT: there was nothing to do. DONE: its plan was run. EXPANDED: all of it but the contract. FAILED: it could not
    be run to its end. INTERRUPTED: the user ended it. WAITING: nothing was begun.
    """

    CURRENT = "up to date"
    DONE = "done"
    EXPANDED = "contract waits"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    WAITING = "waiting"


BROUGHT = (State.DONE, State.EXPANDED)
"""Those of a database on which a plan was run to its end."""


class Failure(Struct, frozen=True, kw_only=True):
    """Why one failed.

    Args:
        category: parse, validation, planning, execution or resource.
        code: the problem's code.
        sqlstate: what the server said, or nothing.
        message: for people; without secrets.
        help: the way out.
        is_refusal: whether it is what was asked for that is wrong, and no server and no machine.
    """

    category: str
    code: str
    sqlstate: str = ""
    message: str = ""
    help: str = ""
    is_refusal: bool = False

    @property
    def kind(self) -> tuple[str, str]:
        """The class of failures that it belongs to; the category follows from it."""
        return (self.code, self.sqlstate)


class Result(Struct, frozen=True, kw_only=True):
    """What became of a database.

    Args:
        database: what to call it; without secrets.
        state: how things stand.
        plan: beginning of the digest of its plan, or nothing.
        statements: how many were run.
        seconds: how long that took.
        run: correlation id of the run in the journal and in logs; empty when there was none.
        failure: why it failed.
    """

    database: str
    state: State
    plan: str = ""
    statements: int = 0
    seconds: float = 0.0
    run: str = ""
    failure: Failure | None = None
