"""Schemas of rows at work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.node import Conversation, conversation, run_module
from tests.targets.reading import modules_of
from tests.targets.shop import shop

pytestmark = pytest.mark.node

ASK = """
import * as z from "zod"
import * as schemas from "./zod.ts"
export default ([name, value]) => {
  const { success, data, error } = schemas[name].safeParse(value)
  return success ? { data } : { paths: error.issues.map((issue) => issue.path.join(".")) }
}
"""

ORDER = {"customer_id": "0b4b1d2e-6a52-4f6e-8f58-0d3d7d2f7c11", "total": "9.99"}
ROW = ORDER | {
    "id": ORDER["customer_id"],
    "number": "7",
    "status": "in transit",
    "note": None,
    "weights": [[1, "NaN"]],
    "sent_at": "infinity",
    "kept": "'a':1",
}


@pytest.fixture(scope="module")
def module() -> Iterator[Conversation]:
    with conversation(modules_of(shop()) | {"ask.mjs": ASK}, "ask.mjs") as running:
        yield running


def refused(module: Conversation, name: str, value: Any) -> list[str]:
    answer = module.ask([name, value])
    return list(answer.get("paths", []))


def test_what_has_a_default_may_be_left_out(module: Conversation) -> None:
    assert module.ask(["OrderInsertSchema", ORDER]) == {"data": ORDER}


def test_what_the_database_writes_may_not_be_given(module: Conversation) -> None:
    assert refused(module, "OrderInsertSchema", ORDER | {"number": "1"}) == ["number"]
    assert refused(module, "OrderUpdateSchema", {"id": ORDER["customer_id"]}) == ["id"]


def test_unknown_keys_are_refused_when_writing_and_left_out_when_reading(module: Conversation) -> None:
    assert refused(module, "OrderInsertSchema", ORDER | {"colour": "red"}) == [""]
    assert "colour" not in module.ask(["OrderRowSchema", ROW | {"colour": "red"}])["data"]


def test_a_row_may_hold_what_json_has_no_numbers_for(module: Conversation) -> None:
    # JSON has no NaN, so the answer shows null where the schema gave NaN.
    assert module.ask(["OrderRowSchema", ROW])["data"] == ROW | {"weights": [[1, None]]}


def test_every_key_of_a_row_is_there(module: Conversation) -> None:
    missing = ["number", "customer_id", "status", "total", "note", "weights", "sent_at", "kept"]
    assert refused(module, "OrderRowSchema", {"id": ORDER["customer_id"]}) == missing


def test_rules_hold_for_what_is_written(module: Conversation) -> None:
    assert refused(module, "CustomerUpdateSchema", {"nickname": "x"}) == ["nickname"]
    assert refused(module, "CustomerUpdateSchema", {"nickname": "Ada"}) == ["nickname"]
    assert refused(module, "CustomerUpdateSchema", {"nickname": "ada"}) == []
    assert refused(module, "OrderUpdateSchema", {"total": "0.00"}) == ["total"]


def test_a_scalar_of_ones_own_has_ones_own_schema(module: Conversation) -> None:
    assert refused(module, "CustomerUpdateSchema", {"colors": ["#fff"]}) == []
    assert refused(module, "CustomerUpdateSchema", {"colors": ["red"]}) == ["colors.0"]


def test_inputs_may_hold_themselves(module: Conversation) -> None:
    search = {"text": "a", "all": [{"text": "b", "not": {"text": "c"}}]}
    assert module.ask(["SearchSchema", search]) == {"data": search}
    assert refused(module, "SearchSchema", {"text": "a", "not": {"text": 1}}) == ["not.text"]


def test_of_a_one_of_input_one_key_is_given(module: Conversation) -> None:
    assert refused(module, "KeySchema", {"email": "a@example.org"}) == []
    assert refused(module, "KeySchema", {}) != []
    assert refused(module, "KeySchema", {"email": "a@example.org", "id": ORDER["customer_id"]}) != []


COMPOSED = """
import * as z from "zod"
import { CustomerInsertSchema, OrderRowSchema } from "./zod.ts"
const SignUp = CustomerInsertSchema.pick({ email: true, password: true }).extend({ terms: z.literal(true) })
export default () => [
  SignUp.safeParse({ email: "a@example.org", password: "x", terms: true }).success,
  Object.keys(z.toJSONSchema(OrderRowSchema, { io: "input" }).properties).length,
]
"""


def test_schemas_can_be_composed_and_turned_into_json_schema() -> None:
    assert run_module(modules_of(shop()) | {"composed.mjs": COMPOSED}, "composed.mjs") == [True, 9]
