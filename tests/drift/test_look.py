"""A database against a schema with hints, rules and a contract that waits."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from msgspec.structs import replace

from tests.diff.on_server import VIRTUAL_SINCE
from tests.sdl.harness import compiled
from tests.support.schemas.pairs import pairs
from wesley.cli.drift.answer import headline
from wesley.drift.compare import compare
from wesley.drift.journal import Applied, HalfRun, Journal
from wesley.drift.look import look
from wesley.drift.pending import pending
from wesley.ir.schema import Physical, Schema
from wesley.plan.ignore import rules_of
from wesley.plan.make import make_plan
from wesley.postgres.catalog.ask import settle_by_server
from wesley.postgres.catalog.read import read_physical
from wesley.postgres.database import fresh_database, load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import session
from wesley.targets.postgres.document import document

OLD = "type User @table { id: ID! @primaryKey email: String! }"
NEW = 'type User @table { id: ID! @primaryKey mail: String! @renamedFrom(name: "email") }'


def bare(text: str) -> Schema:
    """The schema as a catalog has it: without what only SDL says."""
    return Schema(physical=compiled(text).physical)


def test_what_a_hint_calls_otherwise_is_one_difference() -> None:
    drift = look(bare(OLD), compiled(NEW), None, ())
    (finding,) = drift.findings
    assert headline(finding) == "column public.users.email: name differs"
    assert (finding.found, finding.expected, finding.origin.line) == ("email", "mail", 1)
    assert (drift.severity, drift.counted()) == ("error", {"missing": 0, "extra": 0, "different": 1})


def test_a_rule_leaves_out_and_counts() -> None:
    drift = look(bare(OLD + " type A @table { id: ID! @primaryKey }"), compiled(OLD), None, rules_of(["table as"], ()))
    assert (drift.findings, len(drift.ignored)) == ((), 1)


def test_a_contract_explains_what_it_leaves_and_nothing_else() -> None:
    old, new = bare(OLD), compiled(NEW)
    plan = make_plan(old, new, server=15)
    waiting = pending(Journal(applied=Applied(plan="1", target="", physical=plan.between, goal=plan.goal)))
    between = Schema(physical=plan.between)
    drift = look(between, new, waiting, ())
    assert drift.findings == ()
    assert drift.expected
    assert look(between, new, None, ()).findings == drift.expected
    done = pending(Journal(applied=Applied(plan="1", target="", physical=plan.goal, goal=plan.goal)))
    assert look(between, new, done, ()).findings == drift.expected


def test_a_plan_that_is_half_run_explains_what_is_between_its_stages_in_tables_that_nobody_else_has_changed() -> None:
    old, new = bare(OLD), compiled(OLD.replace("email", """zip: String! @backfill(expr: "'x'") email"""))
    plan = make_plan(old, new, server=15)
    half = bare(OLD.replace("email", "zip: String age: Int email"))
    name = f"{new.physical.tables[0].schema}.{new.physical.tables[0].name}"
    run = HalfRun(plan="1", stages=(plan.before, plan.between), goal=plan.goal, untouched=frozenset((name,)))
    drift = look(half, new, pending(Journal(half_run=run)), ())
    assert [one.subject.name for one in drift.expected] == ["zip"]
    assert [one.subject.name for one in drift.findings] == ["age"]
    touched = look(half, new, pending(Journal(half_run=replace(run, untouched=frozenset()))), ())
    assert sorted(one.subject.name for one in touched.findings) == ["age", "zip"]


@pytest.mark.server
@pytest.mark.matrix
def test_a_live_database_has_the_findings_of_its_schema(server: EmbeddedServer) -> None:
    major = server.binaries.major

    @settings(max_examples=6, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(pairs(version=major, virtual=major >= VIRTUAL_SINCE))
    def law(pair: tuple[Schema, Schema]) -> None:
        old, new = pair
        with fresh_database(server.conninfo(), "drift") as database:
            load(database, document(old))
            with session(database) as looking:
                lookups = tuple((one.schema, one.name) for one in old.physical.tables if one.rows is not None)
                live = read_physical(looking, lookups=lookups)
        same = settle_by_server(live, old.physical, document(old), server.conninfo())
        assert told(same, old.physical) == set()
        assert told(same, new.physical) == told(old.physical, new.physical)

    law()


def told(found: Physical, expected: Physical) -> set[str]:
    """What is found; every database has the schema `public`."""
    every = compare(found, expected)
    return {headline(one) for one in every if (one.subject.kind, one.subject.name) != ("schema", "public")}
