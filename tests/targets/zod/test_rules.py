"""Rules on values: what they let in, the check of the database lets in too."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.node import conversation
from tests.targets.reading import modules_of
from tests.targets.zod.samples import FLOATS, NUMBERS, ODD, decimals
from wesley.ir.api import Api, Field, ObjectType, Rules, TypeRef
from wesley.ir.column import Column
from wesley.ir.origin import Position
from wesley.ir.schema import Physical, Schema
from wesley.ir.table import Table

LENGTH = Rules(min_length=1, max_length=3)
BETWEEN = Rules(minimum="-0.1", exclusive_maximum="7.25")
LIMITS = "-0.1 <= {0} AND {0} < 7.25"

# By name: the type, the rules, the check that says the same, values to try.
CASES: dict[str, tuple[str, Rules, str, st.SearchStrategy[Any]]] = {
    "text": ("text", LENGTH, "char_length({0}) BETWEEN 1 AND 3", ODD.map("".join)),
    "padded": ("character(9)", LENGTH, "char_length({0}) BETWEEN 1 AND 3", st.text("a \U0001f600", max_size=5)),
    "pattern": ("text", Rules(pattern="^a.[a-c]+$"), "{0} ~ '^a.[a-c]+$'", st.text("abc\n\U0001f600", max_size=5)),
    "whole": ("integer", BETWEEN, LIMITS, NUMBERS),
    "large": ("bigint", BETWEEN, LIMITS, NUMBERS.map(str)),
    "exact": ("numeric", BETWEEN, LIMITS, decimals(3, 1) | st.sampled_from(["-0.1", "-0.10001", "7.25", "7.2499999"])),
    "single": ("real", BETWEEN, LIMITS, FLOATS | st.sampled_from([-0.1, -0.10000001, 7.25, 7.2499999])),
    "double": ("double precision", BETWEEN, LIMITS, FLOATS | st.sampled_from([-0.1, -0.10000001, 7.25, 7.2499999])),
}


def schema() -> Schema:
    fields = [Field(name=name, type=TypeRef("String"), column=name, rules=case[1]) for name, case in CASES.items()]
    columns = [Column(name=name, type=CASES[name][0], position=Position(at)) for at, name in enumerate(CASES)]
    table = Table(schema="public", name="ruled", columns=tuple(columns))
    ruled = ObjectType(name="Ruled", fields=tuple(fields), relation=("public", "ruled"))
    return Schema(physical=Physical(tables=(table,)), api=Api(objects=(ruled,)))


ASK = """
import { RuledInsertSchema } from "./zod.ts"
export default ([name, values]) =>
  values
    .map((value) => ({ [name]: value }))
    .filter((row) => RuledInsertSchema.safeParse(row).success)
    .map((row) => JSON.stringify(row))
"""


@pytest.mark.server
@pytest.mark.node
def test_the_database_accepts_what_the_rules_accept(database18: str) -> None:
    columns = ", ".join(
        f'"{name}" {case[0]} CHECK ({case[2].format(chr(34) + name + chr(34))})' for name, case in CASES.items()
    )
    with (
        conversation(modules_of(schema()) | {"ask.mjs": ASK}, "ask.mjs") as module,
        psycopg.connect(database18, autocommit=True) as connection,
    ):
        connection.execute(f"CREATE TABLE ruled ({columns})".encode())
        for name, case in CASES.items():
            seen: set[str] = set()

            @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
            @given(values=st.lists(case[3], min_size=1, max_size=20))
            def accepted_values_are_stored(values: list[Any]) -> None:
                for row in module.ask([name, values]):  # noqa: B023  # it runs within this turn
                    seen.add(row)  # noqa: B023
                    connection.execute(
                        "INSERT INTO ruled SELECT * FROM jsonb_populate_record(NULL::ruled, %s::jsonb)", (row,)
                    )

            accepted_values_are_stored()
            assert len(seen) > 1, name
