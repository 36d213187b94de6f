"""A column that somebody else has added in the middle of a plan: no way back may take it along."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.own_names import is_own
from wesley.config.ignore_rules import IgnoreRule, parsed
from wesley.execute.codes import NO_WAY_BACK
from wesley.execute.others_work import is_left_to_others
from wesley.ir.schema import Physical
from wesley.plan.formats.difference import applied
from wesley.plan.formats.record import Head
from wesley.plan.ignore import Place
from wesley.problems.problem import Problem, WesleyError


def refuse_strangers(head: Head, found: Physical, ignore: tuple[str, ...] = ()) -> None:
    """See that what leads back from an unfinished plan takes away no rows that the plan has not brought.

    Args:
        head: the unfinished plan.
        found: the schema that is there, in the spelling of where the plan began.
        ignore: the rules of what others manage; it stays in the tables that were there before.

    Raises:
        WesleyError: there is a column that neither was there before nor is the plan's.
    """
    known = set(_names(head, head.before))
    known |= {name for reached in (head.between, head.goal) for name in _names(head, applied(head.before, reached))}
    names = (name for name in _names(head, found) if name not in known and not is_own(name[-1]))
    # What a table of somebody else holds stays with it (`others_work.py`).
    rules = tuple(map(parsed, ignore))
    columns = (name for name in names if len(name) > 2 and name[:2] in known)
    strangers = tuple(".".join(name) for name in columns if not _stays(head, name, rules))
    if strangers:
        message = f"the way back would drop {', '.join(strangers)}, which the plan has not made"
        help_text = "somebody else has made it meanwhile: take it away, with what is in it, and run the command again"
        raise WesleyError(Problem(code=NO_WAY_BACK, message=message, help=help_text))


def _stays(head: Head, name: tuple[str, ...], rules: tuple[IgnoreRule, ...]) -> bool:
    """Whether a column of a table that was there before is left to others, by either name of the table."""
    here = (name[0], name[1])
    if head.before.table(*here) is None:
        return False
    owners = (Place("table", *one) for one in (here, dict(head.renames.tables).get(here, here)))
    return is_left_to_others("column", name[2], owners, rules)


def _names(head: Head, physical: Physical) -> Iterator[tuple[str, ...]]:
    """Schema and table, and with each column, in the names that tables had before the plan."""
    then = {now: before for before, now in head.renames.tables}
    for table in physical.tables:
        here = (table.schema, table.name)
        owner = then.get(here, here)
        yield owner
        yield from ((*owner, column.name) for column in table.columns)
