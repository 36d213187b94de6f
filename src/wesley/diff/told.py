"""How two schemas differ, in a sentence."""

from __future__ import annotations

from wesley.diff.diff import diff
from wesley.ir.schema import Physical
from wesley.problems.problem import WesleyError

_SHOWN = 5


def told(before: Physical, after: Physical, separator: str = "; ") -> str:
    """What was done to a schema, as far as changes can say it; empty where none can say anything.

    Args:
        before: the schema that was expected.
        after: the schema that is there.
        separator: what stands between two changes.
    """
    try:
        titles = [change.title() for change in diff(before, after)]
    except WesleyError as error:
        titles = [problem.message for problem in error.problems]
    more = f" and {len(titles) - _SHOWN} more" if len(titles) > _SHOWN else ""
    return separator.join(titles[:_SHOWN]) + more
