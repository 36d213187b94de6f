"""How a statement is undone."""

from __future__ import annotations

from wesley.changes.statement import Mode, Statement


def rollback(statement: Statement) -> str:
    """The way back from one statement, or the reason why there is none."""
    if statement.loses:
        return f"none for the data of {', '.join(statement.loses)}; the undo plan brings back the structure"
    if statement.keeps:
        return f"the undo plan, which has the data from {', '.join(statement.keeps)}"
    if statement.mode is Mode.TRANSACTION:
        return "ROLLBACK before its COMMIT, the undo plan after it"
    if statement.mode is Mode.BATCHES:
        return "the undo plan; batches that are committed stay, and no reader can tell them"
    if statement.mode is Mode.OUTSIDE:
        return "when it stops half-way, drop what it left; the undo plan after it"
    return "ROLLBACK while it runs, the undo plan after it"
