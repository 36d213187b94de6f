"""The shipped JSON Schema is the one that the types give."""

from __future__ import annotations

import json
from importlib.resources import files

from jsonschema import Draft202012Validator

from wesley.plan.formats.json_schema import json_schema

WRITE = "from wesley.plan.formats.json_schema import json_schema; print(json_schema(), end='')"


def test_the_shipped_schema_is_up_to_date() -> None:
    shipped = files("wesley.plan").joinpath("schema.json").read_text(encoding="utf-8")
    assert shipped == json_schema(), f'stale: run python -c "{WRITE}" > src/wesley/plan/schema.json'


def test_it_is_a_json_schema_in_which_everything_is_described() -> None:
    schema = json.loads(json_schema())
    Draft202012Validator.check_schema(schema)
    assert all(definition["description"] for definition in schema["$defs"].values())
