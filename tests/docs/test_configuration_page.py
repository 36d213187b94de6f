"""The example of the configuration is valid and complete, and the page shows every key."""

from __future__ import annotations

import tomllib
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from docs.configuration_page import EXAMPLE, configuration
from wesley.cli.lint_codes import refuse_unknown_codes
from wesley.config.decode import decode


def test_the_example_is_valid() -> None:
    found = decode(EXAMPLE, "wesley.toml")
    assert found is not None
    refuse_unknown_codes(found)


def test_the_example_sets_every_key() -> None:
    found = decode(EXAMPLE, "wesley.toml")
    assert found is not None
    assert missing(found.settings, tomllib.loads(EXAMPLE), "") == [
        "scalars.Money.extension",
        "scalars.Embedding.ts",
        "scalars.Embedding.zod",
        "scalars.Embedding.python",
        "scalars.Embedding.json_schema",
    ]


def missing(value: Any, written: Any, path: str) -> list[str]:
    """Keys of the settings that a TOML document leaves to their defaults."""
    if isinstance(value, Struct):
        known = {field.name: getattr(value, field.name) for field in fields(value)}
    elif isinstance(value, dict):
        known = value
    else:
        return []
    absent = [path + key for key in known if key not in written]
    return absent + [one for key in written for one in missing(known[key], written[key], f"{path}{key}.")]


def test_a_key_is_shown_with_type_default_and_meaning() -> None:
    page = configuration()
    assert "| `version` | integer from 12 to 18 | `15` | Oldest major version that must load the DDL. |" in page
    assert '| `storage` | `"check"` or `"lookup"` or `"native"` | `"native"` | `native`: CREATE TYPE;' in page
    assert "| `url` | string | must be set | `env:NAME` for the value" in page


def test_the_page_begins_with_the_example() -> None:
    before, _, _ = configuration().partition("## ")
    assert f"```toml\n{EXAMPLE}\n```" in before
