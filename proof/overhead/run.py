"""`python -m proof overhead`: what a run costs over psql, on one server after the other."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from proof.overhead.measure import measure
from proof.overhead.shapes import SHAPES, STEPS
from proof.report import say
from proof.servers import MAJORS, Server, running
from wesley.postgres.binaries import found

ROUNDS = 5
_HEAD = f"{'':34}{'run':>9}{'psql':>9}{'over a step':>13}{'the check at the end':>22}"


def main(words: Sequence[str]) -> int:
    """Measure, print a table, and give 1 where it costs more than is promised."""
    asked = _asked(words)
    say(f"{STEPS:,} statements that each add a column, best of {asked.rounds}, {os.cpu_count()} cores.")
    failures: list[str] = []
    for major in asked.pg:
        with running(major) as server:
            failures += _all(server, asked.rounds)
    say("as promised" if not failures else "\n".join(["not as promised:", *failures]))
    return 1 if failures else 0


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m proof overhead", description=__doc__)
    parser.add_argument("--pg", type=int, nargs="+", default=MAJORS, help="major versions")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each way is measured")
    return parser.parse_args(words)


def _all(server: Server, rounds: int) -> list[str]:
    say(f"\nPostgreSQL {server.binaries.version}, load of the machine {os.getloadavg()[0]:.1f}\n{_HEAD}")
    failures = []
    for shape in SHAPES:
        seen = measure(shape, server, psql(), rounds)
        say(f"{shape.title:34}{seen.run:7.2f} s{seen.psql:7.2f} s{seen.over:10.2f} ms{seen.verification:20.2f} s")
        if shape.allowed is not None and seen.over > shape.allowed:
            failures.append(
                f"PostgreSQL {server.binaries.major}, {shape.title}: {seen.over:.2f} ms a step, not {shape.allowed}"
            )
    return failures


def psql() -> Path:
    """The program, of whichever version the machine has.

    Raises:
        LookupError: it has none.
    """
    for binaries in found():
        program = Path(binaries.folder) / "psql"
        if program.exists():
            return program
    raise LookupError("no psql: install PostgreSQL's client programs")
