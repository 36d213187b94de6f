"""The JSON of a plan: a document of lines that gives the plan back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from tests.plan.formats.document import CHECKED, DROPPED, EMPTY
from tests.plan.formats.document import document as document_of
from tests.plan.planned import USER_AND_ORDER, planned
from wesley.plan.codes import NEWER_PLAN, NOT_A_PLAN
from wesley.plan.document import Document, Undo
from wesley.plan.formats.json import decode, encode
from wesley.plan.formats.json_schema import json_schema
from wesley.problems.problem import Code, WesleyError

CREATED = document_of(planned("type A @table { id: ID! @primaryKey }", USER_AND_ORDER, allow_drop=("*",)))
ALL = [CHECKED, DROPPED, EMPTY, CREATED]
IDS = ["checked", "dropped", "empty", "created"]


@pytest.mark.parametrize("document", ALL, ids=IDS)
def test_it_gives_the_plan_back(document: Document) -> None:
    assert decode(encode(document).encode()) == document
    assert encode(decode(encode(document).encode())) == encode(document)


@pytest.mark.parametrize("document", ALL, ids=IDS)
def test_the_json_schema_holds(document: Document) -> None:
    Draft202012Validator(json.loads(json_schema())).validate(json.loads(encode(document)))


def test_each_statement_is_a_line() -> None:
    head, opening, *rest = encode(CHECKED).split("\n")
    assert head.startswith('{"head": {"plan_version":1,"server":15,')
    assert opening == '"statements": ['
    first, second = (json.loads(line.rstrip(",")) for line in rest[:2])
    assert (first["run"], second["run"]) == ("transaction", "validation")
    assert second["step"]["statement"]["sql"] == "ALTER TABLE public.users VALIDATE CONSTRAINT users_age_check;"
    assert second["report"]["risk"] == 26
    assert rest[2] == "],"


def test_it_holds_the_snapshot_before_and_what_differs_from_it() -> None:
    head = json.loads(encode(CHECKED))["head"]
    assert head["before"]["tables"][0]["name"] == "users"
    assert head["goal"]["there"]["tables"][0]["checks"][0]["name"] == "users_age_check"
    assert len(set(head["fingerprints"].values())) == 2


def test_a_way_back_that_is_none_is_a_reason() -> None:
    document = replace(CHECKED, undo=Undo(reason="it is gone"))
    assert json.loads(encode(document))["undo"] == {"reason": "it is gone"}
    assert decode(encode(document).encode()).undo.reason == "it is gone"


def _edited(edit: Callable[[Any], object]) -> bytes:
    record = json.loads(encode(CHECKED))
    edit(record)
    return json.dumps(record).encode()


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (b"", NOT_A_PLAN, "holds no plan"),
        (b'{"head": {"plan_version": 1}, "statements"', NOT_A_PLAN, "holds no plan"),
        (b"\xff", NOT_A_PLAN, "holds no plan"),
        (b'{"physical": {}}', NOT_A_PLAN, "holds no plan"),
        (b'{"head": {"plan_version": 2}}', NEWER_PLAN, "is of version 2; this Wesley reads up to version 1"),
        (_edited(lambda record: record["statements"].pop()), NOT_A_PLAN, "was changed since it was made"),
        (_edited(lambda record: record["head"]["before"].pop("tables")), NOT_A_PLAN, "was changed since it was made"),
        (_edited(lambda record: record["head"].update(contract=False)), NOT_A_PLAN, "was changed since it was made"),
        (
            _edited(lambda record: record["statements"][0]["step"]["statement"].update(sql="DROP TABLE users;")),
            NOT_A_PLAN,
            "was changed since it was made",
        ),
    ],
    ids=["nothing", "cut", "bytes", "snapshot", "newer", "shortened", "other-schema", "contract", "other-statement"],
)
def test_what_is_no_whole_plan_is_refused(text: bytes, code: Code, message: str) -> None:
    with pytest.raises(WesleyError) as refused:
        decode(text, "plan.json")
    (problem,) = refused.value.problems
    assert problem.code is code
    assert message in problem.message


def test_other_white_space_is_the_same_plan() -> None:
    assert decode(json.dumps(json.loads(encode(CHECKED)), indent=4).encode()) == CHECKED
