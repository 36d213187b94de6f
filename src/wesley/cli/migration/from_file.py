"""A plan in a file: `wesley migrate --plan FILE`. It is read line by line, twice: once to see that it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from wesley.cli.codes import NO_SUCH_PATH, VERSION_MISMATCH
from wesley.cli.migration.from_schema import approvals
from wesley.cli.migration.site import Proposal, Site
from wesley.cli.migration.spooled import STANDARD_INPUT, cannot_be_read
from wesley.cli.migration.summary import summary
from wesley.cli.paths import shown
from wesley.execute.gates import refuse_other_catalog
from wesley.execute.journal.plans import NewPlan
from wesley.plan.formats.stream import Open, Outline, Part, Statements, outline
from wesley.plan.formats.words import counted
from wesley.problems.problem import Problem, UsageError

if TYPE_CHECKING:
    from wesley.postgres.session import Session


def propose_file(site: Site, path: Path) -> Proposal:
    """The plan of a file.

    Args:
        site: where; its options have what was named.
        path: the file, which can be read again and again.

    Raises:
        UsageError: it cannot be read, or is for another version of PostgreSQL.
        WesleyError: it holds no plan, or the database is not the one that it starts from.
    """
    if not site.given["plan"]:
        # A shell gives an empty text for a variable that is not set.
        raise UsageError(Problem(code=NO_SUCH_PATH, message="`--plan` is empty", help="name a file"))
    word = site.given["plan"]
    opened, name = _opened(path, word), "standard input" if word == STANDARD_INPUT else f"`{shown(Path(word))}`"
    found = outline(opened, name)
    head, namespaces = found.forward.head, site.given["namespaces"]
    ignore = site.loaded.settings.postgres.ignore
    _refuse_other_version(head.server, site.major, name)
    if not found.forward.statements:
        return Proposal(text=f"Nothing to do: {name} has no statements.\n")
    if not _run_now(found.forward):
        return Proposal(text=f"Nothing to do now: everything in {name} waits for the contract.\n")
    refuse_other_catalog(site.connections.monitor, head, namespaces, ignore)

    def gate(session: Session) -> None:
        refuse_other_catalog(session, head, namespaces, ignore)

    return Proposal(
        text=summary(site, found),
        new=_new(site, found, opened, name),
        gate=gate,
        question=f"Run {counted(_run_now(found.forward), 'statement')} on {site.place.dbname}",
    )


def _run_now(part: Part) -> int:
    """Of how many statements nothing waits for the contract."""
    return part.statements - (0 if part.head.contract else part.waiting)


def _new(site: Site, found: Outline, opened: Open, name: str) -> NewPlan:
    forward, back = found.forward.head, found.back.head if found.back is not None else None
    return NewPlan(
        head=forward,
        lines=Statements(opened, name, forward, back=False),
        back_head=back,
        back_lines=Statements(opened, name, back, back=True) if back is not None else (),
        no_way_back=found.no_way_back,
        approvals=approvals(site),
    )


def _opened(path: Path, word: str) -> Open:
    def lines() -> Iterator[bytes]:
        try:
            with path.open("rb") as file:
                yield from file
        except OSError as error:
            raise cannot_be_read(word, error) from None

    return lines


def _refuse_other_version(planned: int, running: int, name: str) -> None:
    if planned != running:
        message = f"{name} is for PostgreSQL {planned}, and the server is PostgreSQL {running}"
        help_text = "plan again from this database"
        raise UsageError(Problem(code=VERSION_MISMATCH, message=message, help=help_text))
