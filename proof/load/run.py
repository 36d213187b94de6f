"""`python -m proof load`: every change under load, on one server after the other."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from proof.load.cases import CASES, Case
from proof.load.measure import TEMPLATE, Conditions, Measured, Watched, measure
from proof.load.rows import filled
from proof.load.verdict import allowed, felt_stall, shortcomings
from proof.report import say
from proof.servers import MAJORS, Server, running
from wesley.postgres.session import session

ROWS = 1_000_000
CLIENTS = 8
RATE = 100
BASELINE = 8.0
_HEAD = (
    f"{'':26}{'before':>16}{'during':>25}{'plain form':>25}\n"
    f"{'milliseconds':26}{'stall longest':>16}{'stall longest seconds':>25}{'stall longest seconds':>25}  errors"
)


def main(words: Sequence[str]) -> int:
    """Measure, print a table, and give 1 where anything is not as promised."""
    asked = _asked(words)
    say(f"{asked.rows:,} rows, {CLIENTS} clients with {RATE} transactions a second each, {os.cpu_count()} cores.")
    found: list[str] = []
    for major in asked.pg:
        with running(major) as server:
            found += _all(server, asked.rows, tuple(asked.case))
    say("as promised" if not found else "\n".join(["not as promised:", *found]))
    return 1 if found else 0


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m proof load", description=__doc__)
    parser.add_argument("--pg", type=int, nargs="+", default=MAJORS, help="major versions")
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the table that is changed")
    names = sorted({case.name for case in CASES})
    parser.add_argument("--case", nargs="+", default=names, choices=names, help="which changes")
    return parser.parse_args(words)


def _all(server: Server, rows: int, names: tuple[str, ...]) -> list[str]:
    say(f"\nPostgreSQL {server.binaries.version}, load of the machine {os.getloadavg()[0]:.1f}\n{_HEAD}")
    with session(server.conninfo()) as admin:
        admin.run(f"CREATE DATABASE {TEMPLATE}")
    filled(server.conninfo(TEMPLATE), rows)
    conditions = Conditions(server=server, rows=rows, clients=CLIENTS, rate=RATE, baseline=BASELINE)
    return [text for case in CASES if case.name in names for text in _one(case, conditions)]


def _one(case: Case, conditions: Conditions) -> list[str]:
    found: tuple[str, ...]
    try:
        measured = measure(case, conditions)
    except RuntimeError as error:
        say(f"{case.title:26}failed")
        found = (str(error),)
    else:
        say(_row(measured))
        found = shortcomings(measured)
    return [f"PostgreSQL {conditions.server.binaries.major}, {case.title}: {text}" for text in found]


def _row(measured: Measured) -> str:
    before, migrated, plain = measured.migrated.before, measured.migrated, measured.plain
    mark = " " if felt_stall(measured.case, migrated) <= allowed(migrated) else "!"
    errors = f"{len(migrated.errors)} / {len(plain.errors)}"
    figures = f"{before.stall * 1000:8.0f}{before.longest * 1000:8.0f}{_during(migrated)}{mark}{_during(plain)}"
    return f"{measured.case.title:26}{figures}  {errors}"


def _during(watched: Watched) -> str:
    return f"{watched.during.stall * 1000:8.0f}{watched.during.longest * 1000:8.0f}{watched.seconds:8.1f}"
