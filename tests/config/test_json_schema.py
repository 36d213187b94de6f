"""The shipped JSON Schema is the one that the settings give."""

from __future__ import annotations

import json
from importlib.resources import files

from msgspec import Struct
from msgspec.structs import fields

from wesley.config.json_schema import json_schema
from wesley.config.settings import Settings

WRITE = "from wesley.config.json_schema import json_schema; print(json_schema(), end='')"


def test_the_shipped_schema_is_up_to_date() -> None:
    shipped = files("wesley.config").joinpath("schema.json").read_text(encoding="utf-8")
    assert shipped == json_schema(), f'stale: run python -c "{WRITE}" > src/wesley/config/schema.json'


def test_every_key_is_described_and_no_other_key_is_allowed() -> None:
    for definition in json.loads(json_schema())["$defs"].values():
        assert definition["additionalProperties"] is False
        assert all(key.get("description") for key in definition["properties"].values())


def test_every_section_is_a_struct_or_a_map_of_them() -> None:
    plain = [field.name for field in fields(Settings) if not isinstance(field.default, Struct)]
    assert plain == ["schema", "scalars", "env"]
