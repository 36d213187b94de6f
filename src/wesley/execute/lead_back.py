"""From a plan that was not finished back to where it began."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.config.ignore_rules import parsed
from wesley.diff.renames import Renames, inverse
from wesley.execute.codes import NO_WAY_BACK
from wesley.execute.journal.plans import Entry
from wesley.execute.others_work import with_ignored_parts, with_others_work
from wesley.ir.schema import Physical, Schema
from wesley.plan.formats.difference import applied
from wesley.plan.formats.record import Head
from wesley.plan.kept import Keeping
from wesley.plan.loss import EVERYTHING
from wesley.plan.make import make_plan
from wesley.plan.old_columns import old_columns
from wesley.plan.plan import Plan
from wesley.plan.undo import undo
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, WesleyError


def refuse_contract_begun(session: Session, entry: Entry, head: Head) -> None:
    """What a contract keeps can be brought back when it is finished, and not half-way.

    Args:
        session: looks into the journal.
        entry: a plan that was not finished.
        head: the same.

    Raises:
        WesleyError: its contract was begun, and keeps something.
    """
    sql = "SELECT EXISTS (SELECT FROM wesley.segments WHERE plan = %s AND phase = 'contract' AND state <> 'waiting')"
    if head.kept and session.rows(sql, [entry.plan])[0][0]:
        message = f"the contract of plan {entry.name} was begun, and what it has kept comes back only when it is whole"
        help_text = "`wesley migrate --resume` finishes it; `wesley rollback` leads back then"
        raise WesleyError(Problem(code=NO_WAY_BACK, message=message, help=help_text))


def lead_back(head: Head, found: Physical, ignore: tuple[str, ...] = ()) -> Plan:
    """The plan that leads back from what an unfinished plan has done so far. What somebody else has made stays.

    Args:
        head: the unfinished plan.
        found: the schema that is there, in the spelling of where the plan began.
        ignore: the rules of what others manage; what fits them stays in the tables of the plan, too.

    Raises:
        WesleyError: no plan leads back.
    """
    before = head.before
    known = (before, applied(before, head.between), applied(before, head.goal))
    target = with_ignored_parts(before, found, known, tuple(map(parsed, ignore)), head.renames)
    begun = Plan(
        server=head.server,
        before=before,
        between=found,
        goal=applied(before, head.goal),
        renames=head.renames,
    )
    return make_plan(
        Schema(physical=found),
        Schema(physical=with_others_work(target, found, known)),
        server=head.server,
        contract=True,
        allow_drop=(EVERYTHING,),
        renames=_done(head.renames, found),
        keeping=Keeping(old_columns=tuple(old_columns(begun))),
    )


def whole_way_back(head: Head) -> Plan:
    """The way back from a plan whose contract was run later, as if it had been run with it.

    Args:
        head: the plan.

    Raises:
        WesleyError: no plan leads back.
    """
    before = head.before
    return undo(
        Plan(
            server=head.server,
            before=before,
            between=applied(before, head.between),
            goal=applied(before, head.goal),
            contract=True,
            renames=head.renames,
            kept=head.kept,
        )
    )


def _done(renames: Renames, found: Physical) -> Renames:
    """The way back of those renames that have happened: one name is there, the other is not."""
    tables = {(table.schema, table.name): {column.name for column in table.columns} for table in found.tables}
    enums = {(enum.schema, enum.name): set(enum.values) for enum in found.enums}
    back = inverse(renames)
    done = Renames(
        tables=tuple((now, then) for now, then in back.tables if now in tables and then not in tables),
        columns=tuple(one for one in back.columns if _is_there(tables, *one)),
        enums=tuple((now, then) for now, then in back.enums if now in enums and then not in enums),
        values=tuple(one for one in back.values if _is_there(enums, *one)),
    )
    # Values that are text are found under the names that their columns have now.
    return replace(done, texts=inverse(replace(inverse(done), texts=renames.texts)).texts)


def _is_there(owners: dict[tuple[str, str], set[str]], owner: tuple[str, str], now: str, then: str) -> bool:
    names = owners.get(owner, set())
    return now in names and then not in names
