"""A journal that somebody has changed by hand."""

from __future__ import annotations

from wesley.execute.codes import FOREIGN_JOURNAL
from wesley.problems.problem import Problem, ServerError


def damaged(what: str) -> ServerError:
    """The refusal to go on with a journal that is not as Wesley has left it.

    Args:
        what: what is wrong with it.
    """
    return ServerError(
        Problem(
            code=FOREIGN_JOURNAL,
            message=f"the journal was changed by hand: {what}",
            help="restore the schema `wesley` from a backup; where no plan is unfinished, it can be dropped instead, "
            "and with it what leads back from the plans before",
        )
    )
