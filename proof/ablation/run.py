"""`python -m proof ablation`: every safeguard, with it and without it, on one server after the other."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from proof.ablation.ablate import Ablated, Course, ablate, verdict
from proof.ablation.safeguards import SAFEGUARDS, Safeguard
from proof.load.measure import TEMPLATE, Conditions
from proof.load.rows import filled
from proof.load.run import BASELINE, CLIENTS, RATE, ROWS
from proof.report import say
from proof.servers import MAJORS, Server, running
from wesley.postgres.session import session

_SHOWN = 100


def main(words: Sequence[str]) -> int:
    """Measure, print a table, and give 1 where a safeguard does not make the difference."""
    asked = _asked(words)
    say(f"{asked.rows:,} rows, {CLIENTS} clients with {RATE} transactions a second each, {os.cpu_count()} cores.")
    chosen = tuple(one for one in SAFEGUARDS if one.name in asked.safeguard)
    found: list[str] = []
    for major in asked.pg:
        with running(major) as server:
            found += _all(server, asked.rows, chosen)
    say("every safeguard makes the difference" if not found else "\n".join(["not as promised:", *found]))
    return 1 if found else 0


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m proof ablation", description=__doc__)
    parser.add_argument("--pg", type=int, nargs="+", default=MAJORS, help="major versions")
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the table that is changed")
    names = [one.name for one in SAFEGUARDS]
    parser.add_argument("--safeguard", nargs="+", default=names, choices=names, help="which ones")
    return parser.parse_args(words)


def _all(server: Server, rows: int, chosen: tuple[Safeguard, ...]) -> list[str]:
    say(f"\nPostgreSQL {server.binaries.version}, load of the machine {os.getloadavg()[0]:.1f}")
    say(f"{'stall in milliseconds':22}{'change':16}{'before':>8}{'with':>8}{'without':>8}  what is amiss without it")
    with session(server.conninfo()) as admin:
        admin.run(f"CREATE DATABASE {TEMPLATE}")
    filled(server.conninfo(TEMPLATE), rows)
    conditions = Conditions(server=server, rows=rows, clients=CLIENTS, rate=RATE, baseline=BASELINE)
    return [text for one in chosen for text in _one(one, conditions)]


def _one(safeguard: Safeguard, conditions: Conditions) -> list[str]:
    ablated = ablate(safeguard, conditions)
    say(_row(ablated))
    major = conditions.server.binaries.major
    return [f"PostgreSQL {major}, {safeguard.name}: {text}" for text in verdict(ablated)]


def _row(ablated: Ablated) -> str:
    before, amiss = ablated.as_it_is.watched.before.stall, "; ".join(map(_short, ablated.without.shortcomings))
    stalls = f"{before * 1000:8.0f}{_stall(ablated.as_it_is)}{_stall(ablated.without)}"
    return f"{ablated.safeguard.name:22}{ablated.safeguard.case.title:16}{stalls}  {amiss or 'nothing'}"


def _stall(course: Course) -> str:
    return f"{course.watched.during.stall * 1000:8.0f}"


def _short(text: str) -> str:
    """What a command says when it fails is long: the line that begins with `error`, else the first one."""
    lines = text.splitlines()
    return next((line for line in lines if line.startswith("error")), lines[0])[:_SHOWN]
