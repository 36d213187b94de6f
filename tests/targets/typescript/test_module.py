"""The module as a whole: what a person reviewed, and what the compiler accepts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.github import github_sdl
from tests.support.node import type_check
from tests.targets.reading import schema_of
from tests.targets.shop import shop
from wesley import __version__
from wesley.config.settings import Settings, Types
from wesley.targets.typescript.module import module

GOLDEN = Path(__file__).parent / "golden" / "shop.ts"


def test_the_text_is_the_one_that_a_person_reviewed() -> None:
    written = module(shop(), Settings()).replace(f"wesley {__version__}", "wesley VERSION")
    if os.environ.get("WESLEY_WRITE_GOLDEN"):
        GOLDEN.write_text(written, encoding="utf-8")
    assert written == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.node
@pytest.mark.parametrize("keys", ["field", "column"])
@pytest.mark.parametrize("enums", ["const", "union"])
@pytest.mark.parametrize("exact", [True, False])
def test_the_compiler_accepts_it(keys: str, enums: str, *, exact: bool) -> None:
    types = Types(keys=keys, enums=enums)  # type: ignore[arg-type]  # every setting in turn
    text = module(shop(), Settings(types=types))
    assert type_check({"types.ts": text}, exactOptionalPropertyTypes=exact) == ""


@pytest.mark.node
def test_the_compiler_accepts_the_schema_of_github() -> None:
    assert type_check({"types.ts": module(schema_of(github_sdl()), Settings())}) == ""


@pytest.mark.node
def test_an_empty_schema_is_a_module() -> None:
    assert type_check({"types.ts": module(schema_of('scalar Unused @scalar(sql: "text")'), Settings())}) == ""


HOSTILE = """
enum Object { A }
enum undefined { A }
enum await { A }
scalar Json @scalar(sql: "jsonb")
scalar Omit @scalar(sql: "text")
type Array @table { id: ID! @primaryKey constructor: String toString: [Json!] default: Omit prototype: [[Int]] }
type Record @table { id: ID! @primaryKey class: String @column(name: "a-b \\"c\\"") enum: undefined }
type Date { any: Array never: [Record] String: String }
type RecordRow { a: Int }
input Readonly { Object: Object = A, string: [string!] }
input string { never: Readonly, Partial: NonNullable }
input NonNullable @oneOf { a: Object, b: string }
union Promise = Array | Date
type Query { function(return: string): Promise, a(x: Int): Int, A(x: Int): Int }
"""


@pytest.mark.node
@pytest.mark.parametrize("keys", ["field", "column"])
def test_names_of_globals_and_reserved_words_do_no_harm(keys: str) -> None:
    settings = Settings(types=Types(keys=keys))  # type: ignore[arg-type]
    assert type_check({"types.ts": module(schema_of(HOSTILE), settings)}) == ""


CLIENT = """
import type { Database, CustomerRow, CustomerInsert, CustomerUpdate, Customer } from "./types.js"
import type { Order, Found, Key, OrderInsert } from "./types.js"
import { Status } from "./types.js"
type Shape = { Row: Record<string, unknown>; Insert: Record<string, unknown>; Update: Record<string, unknown>;
  Relationships: { foreignKeyName: string; columns: string[]; isOneToOne: boolean; referencedRelation: string;
    referencedColumns: string[] }[] }
type Accepts<T extends Record<string, { Tables: Record<string, Shape>; Views: Record<string, never> }>> = T
export type Fits = Accepts<Database>
export const insert: CustomerInsert = { email: "a@b.c", password: "x" }
declare const row: CustomerRow
declare const order: Order
export const hidden: Customer | null = order.customer
// @ts-expect-error: row-level security may hide it
export const shown: Customer = order.customer
// @ts-expect-error: a row that was read carries its key
export const update: CustomerUpdate = row
// @ts-expect-error: the database numbers it
export const numbered: OrderInsert = { number: "1", customer_id: "x", total: "1" }
export const nameOf = (found: Found): string => (found.__typename === "Customer" ? found.email : found.total)
export const sent: "in transit" = Status.SENT
export const key: Key = { id: "x" }
// @ts-expect-error: one of them
export const keys: Key = { id: "x", email: "a@b.c" }
"""


@pytest.mark.node
def test_code_that_uses_it_is_checked() -> None:
    assert type_check({"types.ts": module(shop(), Settings()), "client.ts": CLIENT}) == ""
