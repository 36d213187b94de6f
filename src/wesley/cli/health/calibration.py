"""`wesley doctor --calibrate`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from wesley import __version__
from wesley.cli.migration.site import whereabouts
from wesley.cli.terminal import status
from wesley.execute import guard
from wesley.execute.codes import OTHER_RUN
from wesley.execute.journal.rates import Measurement, store
from wesley.execute.pooler import refuse_pooler
from wesley.health.calibrate import WHAT, calibrate
from wesley.health.words import size
from wesley.postgres.session import ANSWER_SECONDS, Session, open_session, session
from wesley.problems.problem import Problem, ServerError

if TYPE_CHECKING:
    from wesley.cli.migration.target import Target
    from wesley.cli.options import Options


def measure(options: Options, where: Target) -> Measurement:
    """Measure a server and keep what was measured in the journal of a database.

    Args:
        options: whether status is told.
        where: the database.

    Raises:
        ServerError: a migrator works there, the address leads to a pooler, or the server refuses something.
    """
    with session(where.conninfo, ANSWER_SECONDS) as looking:
        refuse_pooler(looking, lambda: open_session(where.conninfo))
        _refuse_beside_others(looking)
        host, port, dbname, _ = looking.place
        status(f"On {whereabouts(host, port, dbname)} this {WHAT}.\n", options)
        with session(where.conninfo, ANSWER_SECONDS) as own:
            measured = calibrate(own)
        return replace(measured, day=store(looking, measured, __version__))


def _refuse_beside_others(looking: Session) -> None:
    holder = guard.holder(looking)
    if holder:
        message = f"another migrator works on this database: {holder}"
        help_text = "wait for its end: beside it the measurement would be wrong, and it would be slower"
        raise ServerError(Problem(code=OTHER_RUN, message=message, help=help_text))


def as_text(measured: Measurement) -> str:
    """For people."""
    rows = (
        ("scan", f"{measured.scan / 1e6:,.0f} MB/s"),
        ("index", f"{measured.build / 1e6:,.0f} MB/s of table"),
        ("rewrite", f"{measured.rewrite / 1e6:,.0f} MB/s with indexes"),
        ("backfill", f"{measured.backfill:,.0f} rows/s"),
    )
    lines = [f"Measured on a table of {size(measured.bytes)}, and kept in the journal under {measured.day}:\n"]
    lines += [f"  {name:<10}{rate}\n" for name, rate in rows]
    return "".join([*lines, "Plans for this database take their durations from it, as ranges around these figures.\n"])


def as_json(measured: Measurement) -> str:
    """For programs; bytes and rows a second."""
    return (msgspec.json.format(msgspec.json.encode(measured), indent=2) + b"\n").decode()
