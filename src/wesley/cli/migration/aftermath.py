"""After a failure: what is done, what is not, what holds now, and what to type next."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

from wesley.cli.progress.durations import many
from wesley.cli.progress.words import how
from wesley.execute.category import category
from wesley.execute.codes import FOREIGN_JOURNAL
from wesley.execute.errors import Category
from wesley.execute.standing import Stage, Standing, standing
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

if TYPE_CHECKING:
    from wesley.cli.migration.site import Site
    from wesley.cli.migration.target import Target
    from wesley.problems.problem import Problem

_KINDS = {
    Category.PARSE: "something that was given cannot be read",
    Category.VALIDATION: "what was asked for does not fit what is there",
    Category.PLANNING: "no plan that was asked for leads there",
    Category.EXECUTION: "the plan met something that it cannot go past",
    Category.RESOURCE: "nothing is wrong with the plan; later it may work",
}
_MARGIN, _NARROWEST, _WIDEST = 9, 60, 100


def nothing_happened(error: BaseException, again: str) -> str:
    """For a failure before anything was changed.

    Args:
        error: what happened.
        again: the command to type next.
    """
    rows = [
        ("done", "nothing by this command"),
        ("not", "all that it was asked for"),
        ("now", "the database is as it was before"),
        ("next", again),
    ]
    return table([*_kind(error), *rows])


def something_happened(error: BaseException, site: Site) -> str:
    """For a failure after a plan was begun: the journal says how things stand."""
    try:
        found = _asked(site)
    except ServerError as failure:
        return table([*_kind(error), *_untold(failure.problems[0], site.target)])
    return table([*_kind(error), *rows_of(found, site.target)])


def _untold(problem: Problem, target: Target) -> list[tuple[str, str]]:
    """What can be said without the journal: it cannot be asked right now, or is of no use."""
    if problem.code is FOREIGN_JOURNAL:
        return [
            ("done", f"what the journal in the database had: {problem.message}"),
            ("now", f"the server rolls back what was not committed; {problem.help}"),
            ("next", f"{target.command('status')}  when the journal is as it was"),
        ]
    return [
        ("done", "what the journal in the database has; it cannot be asked right now"),
        ("now", "the server rolls back what was not committed"),
        ("next", f"{target.command('migrate', '--resume')}  when the server is back"),
        ("next", f"{target.command('status')}  to see how things stand"),
    ]


def rows_of(found: Standing, target: Target) -> list[tuple[str, str]]:
    """What is done, what is not, what holds now, what to type next."""
    rows = [("done", _done(found)), ("not", _open(found)), ("now", _now(found))]
    return [*rows, *(("next", line) for line in next_commands(found, target))]


def next_commands(found: Standing, target: Target) -> list[str]:
    """What there is to do, as commands."""
    if found.plan is None or found.stage is Stage.DONE:
        return [f"{target.command('migrate')}  when the schema changes"]
    if found.stage is Stage.UNFINISHED:
        back = [] if found.plan.undoes is not None else [f"{target.command('rollback')}  to lead back instead"]
        return [target.command("migrate", "--resume"), *back]
    agreed = found.plan.approvals
    words = [part for name in agreed.to for part in ("--to", name)]
    words += [part for name in agreed.namespaces for part in ("--schema", name)]
    words += [part for name in agreed.allow_drop for part in ("--allow-drop", name)]
    words += ["--soft-drop"] if agreed.soft_drop else []
    words += ["--keep-data"] if agreed.keep_data else []
    return [f"{target.command('migrate', *words, '--contract')}  when the old application is gone"]


def _asked(site: Site) -> Standing:
    if "monitor" not in site.connections.broken():
        return standing(site.connections.monitor)
    with session(site.target.conninfo) as fresh:
        return standing(fresh)


def _kind(error: BaseException) -> list[tuple[str, str]]:
    if isinstance(error, KeyboardInterrupt):
        return []
    found = category(error)
    return [("kind", f"{found.value}: {_KINDS[found]}")]


def _done(found: Standing) -> str:
    far = found.progress
    if far is None or far.segments_done == 0:
        return "nothing yet"
    told = f"{far.statements_done} of {far.statements} statements"
    return f"{far.segments_done} of {far.segments} segments ({told}); they are committed"


def _open(found: Standing) -> str:
    if found.stage is Stage.DONE:
        return "nothing"
    if found.next is None or found.progress is None:
        return "the check at the end that the catalog is what the plan leads to"
    what = f"segment {found.next.segment}, {how(found.next.kind)}: {'; '.join(found.next.titles[:2])}"
    what += f" ({many(found.next.rows, 'row')} so far)" if found.next.rows else ""
    rest = found.progress.segments - found.progress.segments_done - 1
    return f"{what}, and {rest} more" if rest > 0 else what


def _now(found: Standing) -> str:
    if found.stage is Stage.DONE:
        return "the database is as the plan has it"
    if found.stage is Stage.WAITING:
        return "both the old and the new application work"
    if found.progress is not None and found.progress.segments_done == 0 and not (found.next and found.next.is_started):
        return "the database is as it was; only the journal knows of the plan"
    if found.next is None:
        return "every statement of the plan is committed"
    begun = found.next.phase == "contract"
    old = "the old application may not work any more" if begun else "applications go on as before"
    where = "on its way back" if found.plan is not None and found.plan.undoes is not None else "between two schemas"
    return f"the database is {where}; {old}; whoever migrates next takes up or cleans what is half-made"


def table(rows: list[tuple[str, str]]) -> str:
    """Names and values, indented; what comes after another of the same name stands below it."""
    lines, before, width = [], "", max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    for name, value in rows:
        shown = name if name != before else ""
        # A command stays in one line, so that it can be copied.
        parts = [value] if name == "next" else textwrap.wrap(value, width - _MARGIN, break_on_hyphens=False)
        first, *others = parts
        lines.append(f"  {shown:<{_MARGIN - 2}}{first}")
        lines += [" " * _MARGIN + line for line in others]
        before = name
    return "\n".join(lines)
