"""Random pairs of schemas on a real server: forward, back and forward again, with rows in the tables.

    python -m tests.diff.on_server --pairs 300 --majors 15,18

prints each pair that fails, with its number; the test beside it tries a few of the same.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from contextlib import ExitStack

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import HypothesisException
from msgspec.structs import replace

from tests.support.databases import empty_database, make_template
from tests.support.run_plan import run_plan
from tests.support.schemas.pairs import pairs
from tests.support.schemas.rows import rows
from tests.support.servers import binaries_of
from wesley.changes.codes import ALL as REASONS
from wesley.diff.diff import diff
from wesley.ir.schema import Physical, Schema
from wesley.plan.formats.script import body
from wesley.plan.make import make_plan
from wesley.plan.plan import Phase as PlanPhase
from wesley.plan.plan import Plan
from wesley.plan.undo import undo
from wesley.postgres.catalog.ask import settle_by_server
from wesley.postgres.catalog.read import read_physical
from wesley.postgres.codes import STATEMENT_FAILED
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer, embedded_server
from wesley.postgres.session import session
from wesley.problems.problem import WesleyError
from wesley.targets.postgres.document import document

VIRTUAL_SINCE = 18

# A unique key that is added over equal values, a required column over NULLs: the rows are at fault, not the plan.
DATA_FAULTS = ("23502", "23505", "23514", "23503", "23P01", "22")


class BrokenError(AssertionError):
    """A plan that does not do what it should."""


def prove(old: Schema, new: Schema, server: EmbeddedServer, *, filled: bool = True) -> None:
    """Run the plan from one schema to the other on a server, and back, and forward again.

    Raises:
        BrokenError: a statement fails or does not what it declares, or the catalog is not what it should be.
    """
    major = server.binaries.major
    plan = make_plan(old, new, server=major, contract=True, allow_drop=("*",))
    with empty_database(server.conninfo(), "pair") as database:
        load(database, document(old))
        if filled:
            load(database, ";\n".join(rows(old)) + ";")
        _run(database, plan, (PlanPhase.EXPAND,), plan.between)
        _run(database, plan, (PlanPhase.CONTRACT,), plan.goal)
        back = undo(plan)
        _run(database, back, tuple(PlanPhase), plan.before)
        _run(database, plan, tuple(PlanPhase), plan.goal)


def _run(database: str, plan: Plan, phases: tuple[PlanPhase, ...], expected: Physical) -> None:
    try:
        wrong = run_plan(database, plan, phases)
    except WesleyError as error:
        if any(f"({state}" in str(error) for state in DATA_FAULTS):
            raise
        raise BrokenError(f"{error}\n{body(plan)}") from error
    if wrong:
        raise BrokenError("\n".join((*wrong, body(plan))))
    with session(database) as worker:
        lookups = tuple((table.schema, table.name) for table in expected.tables if table.rows is not None)
        read = read_physical(worker, lookups=lookups)
    found = settle_by_server(read, expected, document(Schema(physical=expected)), database)
    if without_public(found) != without_public(expected):
        left = diff_text(found, expected)
        raise BrokenError(f"the catalog is not what the plan leads to:\n{left}\n{body(plan)}")


def without_public(physical: Physical) -> Physical:
    """Every database has it, whether its schema names it or not."""
    return replace(physical, namespaces=tuple(value for value in physical.namespaces if value.name != "public"))


def diff_text(found: Physical, expected: Physical) -> str:
    """What differs, as the titles of the changes that would mend it."""
    try:
        return "\n".join(change.title() for change in diff(found, expected)) or "(equal to the planner)"
    except WesleyError as error:
        return str(error)


def is_data_fault(error: WesleyError) -> bool:
    """True when the rows that are there are at fault."""
    return error.problems[0].code is STATEMENT_FAILED and any(f"({state}" in str(error) for state in DATA_FAULTS)


def main() -> None:
    """Try many pairs, print those that fail, and exit with 1 if any did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--majors", default="15,18")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    failures = 0
    with ExitStack() as stack:
        for major in map(int, arguments.majors.split(",")):
            server = stack.enter_context(embedded_server(binaries_of(major)))
            make_template(server)
            failures += _many(server, arguments.pairs, arguments.seed)
    sys.exit(failures > 0)


def _many(server: EmbeddedServer, count: int, seed: int) -> int:
    from hypothesis import seed as seeded

    tried, refused, at_fault, broken = 0, 0, 0, 0
    version = server.binaries.major

    @seeded(seed)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        deadline=None,
        derandomize=False,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(pairs(version=version, virtual=version >= VIRTUAL_SINCE))
    def law(pair: tuple[Schema, Schema]) -> None:
        nonlocal tried, refused, at_fault, broken
        tried += 1
        try:
            prove(*pair, server)
        except HypothesisException:
            raise
        except WesleyError as error:
            if is_data_fault(error):
                at_fault += 1
                return
            if {problem.code for problem in error.problems} <= set(REASONS):
                refused += 1
                return
            broken += 1
            _say(f"--- pair {tried} on {server.binaries.major}: {error}")
        except Exception as error:  # noqa: BLE001 - every failure is shown, and the next pair is tried
            broken += 1
            _say(f"--- pair {tried} on {server.binaries.major}: {type(error).__name__} {error}")
            if not isinstance(error, BrokenError):
                traceback.print_exc(limit=-4)

    law()
    counted = f"{broken} broken, {refused} refused for a reason, {at_fault} stopped by the rows"
    _say(f"{server.binaries.major}: {tried} pairs, {counted}")
    return broken


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
