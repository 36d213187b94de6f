"""The JSON Schema of the configuration, for editors: made from the Structs and shipped as `schema.json`."""

from __future__ import annotations

import json

import msgspec

from wesley.config.settings import Settings


def json_schema() -> str:
    """The schema as indented JSON text that ends with a newline."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of Wesley",
        "description": "wesley.toml, or [tool.wesley] of pyproject.toml",
        **msgspec.json.schema(Settings),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
