"""Rules on values: what they let in, the check of the database lets in too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.node import Conversation, conversation
from tests.targets.reading import modules_of, schema_of
from tests.targets.zod.samples import FLOATS, NUMBERS, ODD, decimals
from wesley.config.settings import Settings
from wesley.postgres.database import fresh_database
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import Session, session
from wesley.targets import postgres

pytestmark = [pytest.mark.server, pytest.mark.node]

LENGTH = "@length(min: 1, max: 3)"
RANGE = "@range(min: -0.1, exclusiveMax: 7.25)"
EDGES = [-0.1, -0.10000001, 7.25, 7.2499999]
SHORT = st.text("aA1_ \n\U0001f600\u2028é", max_size=5)

# By name: the type and rules of a field, and values to try.
CASES: dict[str, tuple[str, st.SearchStrategy[Any]]] = {
    "words": (f"String {LENGTH}", ODD.map("".join)),
    "padded": (f'String @column(type: "character(9)") {LENGTH}', SHORT),
    "fixed": ('String @column(type: "character(3)") @pattern(regex: "^a+ ?$")', st.text("a ", max_size=4)),
    "plain": ('String @pattern(regex: "^a.[a-c\\\\d]+$")', st.text("abc1\n\U0001f600", max_size=5)),
    "classes": ('String @pattern(regex: "^\\\\w\\\\W\\\\S\\\\D[^a]?$")', SHORT),
    "found": ('String @pattern(regex: "a{1,2}|\\\\.$")', SHORT),
    "whole": (f"Int {RANGE}", NUMBERS),
    "large": (f"BigInt {RANGE}", NUMBERS.map(str)),
    "exact": (f"Decimal {RANGE}", decimals(3, 1) | st.sampled_from(["-0.1", "-0.10001", "7.25", "7.2499999"])),
    "single": (f'Float @column(type: "real") {RANGE}', FLOATS | st.sampled_from(EDGES)),
    "double": (f"Float {RANGE}", FLOATS | st.sampled_from(EDGES)),
    "numbers": (f"[Int] {LENGTH}", st.lists(st.just(1) | st.none(), max_size=5)),
    "grid": (f"[[Int]] {LENGTH}", st.integers(0, 2).flatmap(lambda size: st.lists(st.just([1] * size), max_size=5))),
}

ASK = """
import { RuledInsertSchema } from "./zod.ts"
export default ([name, values]) =>
  values
    .map((value) => ({ [name]: value }))
    .filter((row) => RuledInsertSchema.safeParse(row).success)
    .map((row) => JSON.stringify(row))
"""

SCHEMA = "type Ruled @table {\n" + "\n".join(f"  {name}: {case[0]}" for name, case in CASES.items()) + "\n}"


@pytest.fixture(scope="module")
def module() -> Iterator[Conversation]:
    with conversation(modules_of(schema_of(SCHEMA)) | {"ask.mjs": ASK}, "ask.mjs") as running:
        yield running


@pytest.fixture(scope="module")
def ruled(server15: EmbeddedServer) -> Iterator[Session]:
    with fresh_database(server15.conninfo()) as conninfo, session(conninfo) as opened:
        for text in postgres.TARGET.emit(schema_of(SCHEMA), Settings()).values():
            opened.run(text)
        yield opened


@pytest.mark.parametrize("name", CASES)
def test_the_database_accepts_what_the_rules_accept(module: Conversation, ruled: Session, name: str) -> None:
    seen: set[str] = set()

    @settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(values=st.lists(CASES[name][1], min_size=1, max_size=20))
    def accepted_values_are_stored(values: list[Any]) -> None:
        for row in module.ask([name, values]):
            seen.add(row)
            ruled.run("INSERT INTO ruleds SELECT * FROM jsonb_populate_record(NULL::ruleds, %s::jsonb)", (row,))

    accepted_values_are_stored()
    assert seen
