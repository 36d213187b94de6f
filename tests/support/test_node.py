"""Node.js is there with the packages that the tests take from npm, and says what is wrong."""

from __future__ import annotations

import pytest

from tests.support.node import conversation, run_module, type_check

pytestmark = pytest.mark.node

SCHEMA = 'import * as z from "zod"\nexport default (value: unknown) => z.string().safeParse(value).success\n'


def test_correct_code_passes_the_compiler() -> None:
    assert type_check({"schema.ts": SCHEMA}) == ""


def test_an_error_is_said_with_its_place() -> None:
    assert "folder/a.ts(1,14): error TS2322" in type_check({"folder/a.ts": 'export const a: number = "b"\n'})


def test_strictness_is_on() -> None:
    loose = "const list: string[] = []\nexport const first: string = list[0]\n"
    assert "TS2322" in type_check({"a.ts": loose})
    assert type_check({"a.ts": loose}, noUncheckedIndexedAccess=False) == ""


def test_a_module_gets_data_and_gives_an_answer() -> None:
    assert run_module({"schema.ts": SCHEMA}, "schema.ts", "text") is True
    assert run_module({"schema.ts": SCHEMA}, "schema.ts", 1) is False


def test_a_failing_module_says_why() -> None:
    with pytest.raises(RuntimeError, match="out of order"):
        run_module({"a.mjs": 'throw new Error("out of order")'}, "a.mjs")


def test_a_module_answers_as_long_as_it_is_asked() -> None:
    with conversation({"schema.ts": SCHEMA}, "schema.ts") as module:
        assert [module.ask(value) for value in ("text", 1, "\u2028\ud800")] == [True, False, True]
