"""The constants at the edges that generated values rarely reach."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.node import run_module
from wesley.targets.wire.sql_type import parse_type
from wesley.targets.zod.catalog import Catalog
from wesley.targets.zod.support import CONSTANTS, FUNCTIONS

pytestmark = pytest.mark.node


def asked(constant: str, catalog: Catalog, expression: str) -> Any:
    """What an expression gives, where `accepts` is a constant's judgement."""
    text = "\n".join(
        [
            'import * as z from "zod"',
            *catalog.declarations(),
            f"const accepts = (value: unknown): boolean => {constant}.safeParse(value).success",
            f"export default () => {expression}",
        ]
    )
    # Names of types that only the whole module knows.
    text = text.replace("types.{json_value}", "any").replace("types.{json}", "any")
    return run_module({"constants.ts": text}, "constants.ts")


def written(type_name: str, expression: str) -> Any:
    catalog = Catalog()
    return asked(catalog.written(parse_type(type_name), None), catalog, expression)


def read(type_name: str, expression: str) -> Any:
    catalog = Catalog()
    return asked(catalog.read(parse_type(type_name)), catalog, expression)


def test_characters_are_code_points() -> None:
    assert written("character varying(3)", '["😀😀😀", "😀😀😀a", "abc", "abcd"].map(accepts)') == [
        True,
        False,
        True,
        False,
    ]


def test_long_texts_do_not_overflow_the_stack() -> None:
    assert written("text", 'accepts("x".repeat(2 ** 25))') is True
    assert written("character varying(10485760)", 'accepts("😀".repeat(10485761))') is False
    assert written("bytea", r'accepts("\\x" + "ab".repeat(2 ** 24))') is True
    assert written("numeric", '[131072, 131073].map((digits) => accepts("9".repeat(digits)))') == [True, False]
    assert written("bit varying", 'accepts("01".repeat(2 ** 23))') is True


def nested(depth: int) -> str:
    return f'JSON.parse("[".repeat({depth}) + "]".repeat({depth}))'


def test_json_is_as_deep_as_postgresql_takes_it() -> None:
    # PostgreSQL 15 and 18 took 10,000 levels with their default max_stack_depth and refused 20,000.
    assert written("jsonb", f"[accepts({nested(1000)}), accepts({nested(1002)})]") == [True, False]
    assert read("jsonb", f"accepts({nested(20000)})") is True


def test_what_is_no_json_is_refused_and_cycles_end() -> None:
    cycle = "(() => { const list: unknown[] = []; list.push(list); return list })()"
    odd = f"[undefined, NaN, new Date(), new Map(), 1n, Symbol(), {{ a: undefined }}, [,], {cycle}]"
    assert written("jsonb", f"{odd}.map(accepts)") == [False] * 9
    assert read("jsonb", f"{odd}.map(accepts)") == [False, True, *[False] * 7]


def test_json_that_is_written_is_not_null_and_json_that_is_read_may_be() -> None:
    assert written("jsonb", "accepts(null)") is False
    assert read("jsonb", "accepts(null)") is True


def test_a_key_called_proto_is_a_key() -> None:
    assert written("jsonb", """accepts(JSON.parse('{"__proto__": {"a": 1}}'))""") is True
    assert written("jsonb", """accepts(JSON.parse('{"__proto__": "\\\\u0000"}'))""") is False


def test_vectors_have_the_dimensions_of_their_type() -> None:
    assert written("vector(2)", "[[1, 2], [1], [1, 1e39]].map(accepts)") == [True, False, False]
    assert written("public.vector", "[[1], []].map(accepts)") == [True, False]


def test_numbers_that_postgresql_has_no_json_for_are_read_as_numbers() -> None:
    catalog = Catalog()
    constant = catalog.read(parse_type("real"))
    parsed = f'["NaN", "Infinity", "-Infinity", 1].map((value) => String({constant}.parse(value)))'
    assert asked(constant, catalog, parsed) == ["NaN", "Infinity", "-Infinity", "1"]
    assert asked(constant, catalog, '[accepts("1"), accepts("nan")]') == [False, False]


def test_everything_has_a_definition_and_every_need_is_one() -> None:
    everything = FUNCTIONS | CONSTANTS
    assert {need for definition in everything.values() for need in definition.needs} <= everything.keys()
