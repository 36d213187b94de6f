"""Input types, arguments and operations."""

from __future__ import annotations

from tests.targets.reading import schema_of
from wesley.config.settings import Settings
from wesley.targets.typescript.module import module


def typescript(sdl: str) -> str:
    return module(schema_of(sdl), Settings())


def test_what_is_nullable_or_has_a_default_may_be_left_out() -> None:
    text = typescript("input A { a: Int! b: Int c: Int! = 1 d: [Int!]! }")
    assert "  a: number\n  b?: number | null | undefined\n  c?: number | undefined\n  d: number[]\n" in text


def test_arguments_of_fields_and_operations_have_types() -> None:
    text = typescript("type Query { find(text: String!): Hit } type Hit { more(first: Int = 3): [Hit!]! }")
    assert "export interface QueryFindArgs {\n  text: string\n}" in text
    assert "export interface HitMoreArgs {\n  first?: number | null | undefined\n}" in text
    assert "export interface Query {\n  find: Hit | null\n}" in text


def test_a_root_type_of_another_name_is_still_the_map_of_its_kind() -> None:
    text = typescript("schema { query: Root } type Root { a: Int } type Query { b: Int }")
    assert "export interface Query {\n  b: number | null\n}" in text
    assert "export interface Query_ {\n  a: number | null\n}" in text


def test_of_a_one_of_input_one_key_is_given() -> None:
    assert "  | { a: number; b?: never }\n  | { a?: never; b: string }\n" in typescript(
        "input A @oneOf { a: Int b: String }"
    )
