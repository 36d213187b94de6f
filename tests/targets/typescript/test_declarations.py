"""Scalars, enums, interfaces and unions."""

from __future__ import annotations

from tests.targets.reading import schema_of
from wesley.config.settings import Settings, Types
from wesley.targets.typescript.module import module

SDL = """
enum Mood { GOOD BAD @dbValue(name: "so-so") }
type Cat implements Named { name: String! mood: Mood }
type Dog { name: String }
interface Named { name: String! }
union Pet = Cat | Dog
"""


def test_an_enum_is_a_constant_whose_values_are_stored() -> None:
    text = module(schema_of(SDL), Settings())
    assert 'export const Mood = {\n  GOOD: "GOOD",\n  BAD: "so-so",\n} as const\n' in text
    assert "export type Mood = (typeof Mood)[keyof typeof Mood]\n" in text


def test_an_enum_may_be_a_union_of_literals() -> None:
    text = module(schema_of(SDL), Settings(types=Types(enums="union")))
    assert 'export type Mood = "GOOD" | "so-so"\n' in text
    assert "const Mood" not in text


def test_interfaces_and_objects_are_exported() -> None:
    text = module(schema_of(SDL), Settings())
    assert "export interface Named {\n  name: string\n}" in text
    assert "export interface Cat {\n  name: string\n  mood: Mood | null\n}" in text


def test_the_members_of_a_union_are_told_apart() -> None:
    text = module(schema_of(SDL), Settings())
    assert '  | ({ __typename: "Cat" } & Cat)\n  | ({ __typename: "Dog" } & Dog)\n' in text


def test_json_types_are_there_where_they_are_used() -> None:
    assert "Json" not in module(schema_of(SDL), Settings())
    assert "export type Json = " in module(schema_of("input A { a: JSON }"), Settings())
