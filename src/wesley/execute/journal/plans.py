"""The plans of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from wesley.execute.journal.decode import decode
from wesley.ir.codec import compact
from wesley.plan.formats.record import Head, Line
from wesley.postgres.session import Session

_ENTRIES = (
    "SELECT plan, digest, direction, undoes, source, target, contract, approvals, no_way_back, "
    "back_head IS NOT NULL, state, "
    "date_trunc('second', made_at)::text, coalesce(date_trunc('second', ended_at)::text, '') FROM wesley.plans"
)
_LEAVE = "UPDATE wesley.plans SET state = 'undone', ended_at = clock_timestamp() WHERE plan = %s AND state = 'begun'"
_UNDONE = """
UPDATE wesley.plans SET state = 'undone', ended_at = coalesce(ended_at, clock_timestamp())
WHERE plan BETWEEN %s AND %s - 1 AND undoes IS NULL AND state <> 'undone'
"""


Part = tuple[str, str, str, str]
"""A part of a table: schema, table, kind of part as the fields of `Table` are called, name."""


class Approvals(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the user has agreed to when the plan began; `--resume` needs none of it again.

    Args:
        allow_drop: names of objects that may be lost.
        soft_drop, keep_data: how data are dealt with that are taken away.
        namespaces: the PostgreSQL schemas that the plan is limited to; empty for all.
        ignore: the rules of what others manage; what they do with it is no fault of the plan.
        stall_budget: in seconds.
        environment: name of `[env.NAME]`, or nothing.
        to: the words of `--to`, for the next command; empty where one is an address.
        accepted: what somebody else has added to tables in the middle of the plan, and is taken as it is.
        accepted_catalog: fingerprint of the schema that is taken as it is although the plan leads to another one.
    """

    allow_drop: tuple[str, ...] = ()
    soft_drop: bool = False
    keep_data: bool = False
    namespaces: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    stall_budget: float = 0.1
    environment: str = ""
    to: tuple[str, ...] = ()
    accepted: tuple[Part, ...] = ()
    accepted_catalog: str = ""


class Entry(Struct, frozen=True, kw_only=True):
    """A plan as the journal has it.

    Args:
        plan: its number.
        digest: that of its head.
        direction: `forward` or `back`.
        undoes: the plan that it leads back from.
        source, target: what the two schemas were called.
        contract: whether its contract is run.
        approvals: what the user agreed to.
        no_way_back: why none leads back, or nothing.
        has_way_back: True when the journal has the statements that lead back.
        state: `begun`, `expanded` (all but the contract), `done` or `undone`.
        made_at, ended_at: times to the second, with their zone, as the server prints them.
    """

    plan: int
    digest: str
    direction: str
    undoes: int | None
    source: str
    target: str
    contract: bool
    approvals: Approvals
    no_way_back: str
    has_way_back: bool
    state: str
    made_at: str
    ended_at: str

    @property
    def name(self) -> str:
        """What people call it: number and the beginning of its digest."""
        return f"{self.plan}-{self.digest[:8]}"


class NewPlan(Struct, frozen=True, kw_only=True):
    """A plan that comes into the journal, its statements as a stream.

    Args:
        head: all but the statements.
        lines: the statements.
        back_head: the head of the plan that leads back.
        back_lines: its statements.
        no_way_back: why there is none.
        approvals: what the user agreed to.
        undoes: number of the plan that this one leads back from.
    """

    head: Head
    lines: Iterable[Line]
    back_head: Head | None = None
    back_lines: Iterable[Line] = ()
    no_way_back: str = ""
    approvals: Approvals
    undoes: int | None = None


def store(session: Session, new: NewPlan) -> int:
    """Write a plan into the journal; gives its number. To be called inside a transaction.

    One that leads back from an unfinished plan takes its place.

    Raises:
        StatementError: another plan is begun and not ended (unique index `plans_begun`), or the server refused it.
    """
    session.run(_LEAVE, [new.undoes])
    rows = session.rows(
        "INSERT INTO wesley.plans (digest, direction, undoes, source, target, contract, approvals, head, back_head, "
        "no_way_back, state) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'begun') RETURNING plan",
        [
            new.head.digest,
            "forward" if new.undoes is None else "back",
            new.undoes,
            new.head.source,
            new.head.target,
            new.head.contract,
            compact(new.approvals).decode(),
            compact(new.head).decode(),
            None if new.back_head is None else compact(new.back_head).decode(),
            new.no_way_back,
        ],
    )
    plan = int(rows[0][0])
    _copy_steps(session, plan, new.lines, back=False)
    _copy_steps(session, plan, new.back_lines, back=True)
    session.run(
        "INSERT INTO wesley.segments (plan, segment, kind, phase, first_step, last_step) "
        "SELECT plan, segment, min(record::json ->> 'run'), min(record::json ->> 'phase'), min(number), max(number) "
        "FROM wesley.steps WHERE plan = %s AND NOT back GROUP BY plan, segment",
        [plan],
    )
    return plan


def _copy_steps(session: Session, plan: int, lines: Iterable[Line], *, back: bool) -> None:
    rows = ((plan, back, line.step.number, line.segment, compact(line).decode()) for line in lines)
    session.copy_in("COPY wesley.steps (plan, back, number, segment, record) FROM STDIN", rows)


def entries(session: Session) -> tuple[Entry, ...]:
    """All plans, the oldest first."""
    return tuple(_entry(row) for row in session.rows(_ENTRIES + " ORDER BY plan"))


def begun(session: Session) -> Entry | None:
    """The plan that was begun and not ended; there is at most one."""
    return next((entry for entry in entries(session) if entry.state == "begun"), None)


def entry(session: Session, plan: int) -> Entry:
    """One plan."""
    return _entry(session.rows(_ENTRIES + " WHERE plan = %s", [plan])[0])


def head(session: Session, plan: int, *, back: bool = False) -> Head:
    """All but the statements of a plan, or of the one that leads back from it."""
    sql = "SELECT CASE WHEN %s THEN back_head ELSE head END FROM wesley.plans WHERE plan = %s"
    text = session.rows(sql, [back, plan])[0][0]
    return decode(text, Head)


def lines(session: Session, plan: int, *, back: bool = False) -> Iterator[Line]:
    """The statements of a plan, or of the one that leads back from it, a few hundred at a time."""
    last = 0
    while True:
        rows = session.rows(
            "SELECT number, record FROM wesley.steps WHERE plan = %s AND back = %s AND number > %s "
            "ORDER BY number LIMIT 200",
            [plan, back, last],
        )
        if not rows:
            return
        yield from (decode(text, Line) for _, text in rows)
        last = rows[-1][0]


def approve(session: Session, plan: int, approvals: Approvals) -> None:
    """The user has agreed to more than when the plan began."""
    session.run("UPDATE wesley.plans SET approvals = %s WHERE plan = %s", [compact(approvals).decode(), plan])


def end(session: Session, plan: int, state: str) -> None:
    """A plan is over: `expanded`, `done` or `undone`."""
    session.run("UPDATE wesley.plans SET state = %s, ended_at = clock_timestamp() WHERE plan = %s", [state, plan])


def end_undone(session: Session, undoes: int, back: int) -> None:
    """A plan was led back, and every one after it, such as its contract that was run later.

    Args:
        session: inside the transaction in which the plan that led back ends.
        undoes: number of the plan that was led back.
        back: number of the plan that led back.
    """
    session.run(_UNDONE, [undoes, back])


def _entry(row: tuple[object, ...]) -> Entry:
    values = dict(zip(Entry.__struct_fields__, row, strict=True))
    values["approvals"] = decode(str(values["approvals"]), Approvals)
    return msgspec.convert(values, Entry)
