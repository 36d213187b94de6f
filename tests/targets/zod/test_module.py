"""The module as a whole: what a person reviewed, what the compiler proves, what runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.github import github_sdl
from tests.support.node import run_module, type_check
from tests.targets.reading import modules_of, schema_of
from tests.targets.shop import shop
from tests.targets.typescript.test_module import HOSTILE
from wesley import __version__
from wesley.config.settings import Outputs, Settings, Types
from wesley.targets.zod.module import module

GOLDEN = Path(__file__).parent / "golden" / "shop.ts"


def test_the_text_is_the_one_that_a_person_reviewed() -> None:
    written = module(shop(), Settings()).replace(f"wesley {__version__}", "wesley VERSION")
    if os.environ.get("WESLEY_WRITE_GOLDEN"):
        GOLDEN.write_text(written, encoding="utf-8")
    assert written == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.node
@pytest.mark.parametrize("keys", ["field", "column"])
@pytest.mark.parametrize("exact", [True, False])
def test_the_compiler_proves_that_the_schemas_are_the_types(keys: str, *, exact: bool) -> None:
    settings = Settings(types=Types(keys=keys, enums="union"))  # type: ignore[arg-type]
    assert type_check(modules_of(shop(), settings), exactOptionalPropertyTypes=exact) == ""


@pytest.mark.node
def test_the_proof_fails_when_they_differ() -> None:
    modules = modules_of(shop())
    modules["types.ts"] = modules["types.ts"].replace("  nickname: string | null", "  nickname: string")
    assert "does not satisfy the constraint 'true'" in type_check(modules)


@pytest.mark.node
def test_the_compiler_proves_it_for_the_inputs_of_github() -> None:
    assert type_check(modules_of(schema_of(github_sdl()))) == ""


@pytest.mark.node
@pytest.mark.parametrize("keys", ["field", "column"])
def test_names_of_globals_and_reserved_words_do_no_harm(keys: str) -> None:
    settings = Settings(types=Types(keys=keys))  # type: ignore[arg-type]
    modules = modules_of(schema_of(HOSTILE), settings)
    assert type_check(modules) == ""
    modules["run.mjs"] = 'import * as schemas from "./zod.ts"\nexport default () => Object.keys(schemas).length\n'
    assert run_module(modules, "run.mjs") == 12


@pytest.mark.node
def test_the_types_are_imported_from_where_they_are() -> None:
    settings = Settings(outputs=Outputs(typescript="shared/types.mts", zod="server/checks/zod.ts"))
    modules = modules_of(shop(), settings)
    assert 'from "../../shared/types.mjs"' in modules["server/checks/zod.ts"]
    assert type_check(modules) == ""


def test_a_schema_without_rows_and_inputs_needs_no_types() -> None:
    assert "types" not in module(schema_of('scalar Unused @scalar(sql: "text")'), Settings())


PRICED = """
scalar Money @scalar(sql: "numeric(12,2)", ts: "string")
scalar Cents @scalar(sql: "integer", ts: "number", zod: "ZOD")
type Car @table { id: ID! @primaryKey price: Money! prices: [Money!] tax: Cents taxes: [Cents!] weight: Money
  @column(type: "integer") }
input Offer { price: Money!, tax: Cents, taxes: [Cents!] }
type Query { offers(by: Offer): Int }
"""


@pytest.mark.node
def test_the_compiler_proves_the_types_that_scalars_name() -> None:
    modules = modules_of(schema_of(PRICED.replace("ZOD", "z.int()")))
    assert " as unknown as " not in "".join(modules.values())
    assert type_check(modules) == ""


@pytest.mark.node
def test_the_proof_fails_where_a_scalar_names_a_type_that_its_schema_has_not() -> None:
    modules = modules_of(schema_of(PRICED.replace("ZOD", "z.string()")))
    assert "does not satisfy the constraint 'true'" in type_check(modules)
