"""The page of the configuration, made from its JSON Schema and so from the Structs of `wesley.config.settings`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

from wesley.config.json_schema import json_schema

EXAMPLE = (Path(__file__).parent / "example.toml").read_text(encoding="utf-8").rstrip()

_INTRODUCTION = """\
# Configuration

Nothing has to be configured. What is, is in `wesley.toml`, or in `[tool.wesley]` of `pyproject.toml`. A key or a value
that Wesley does not know is an error at its place.

Every key, with a value that it can have:

```toml
{example}
```

## Where it is looked for

1. `--config FILE`
2. the file that the environment variable `WESLEY_CONFIG` names
3. the nearest `wesley.toml`, or `pyproject.toml` with `[tool.wesley]`, from the working directory upwards; in one
   folder `wesley.toml` comes first
4. without any, the defaults

The first that there is counts alone; files are not merged. Paths in it are relative to its folder.

## What is stronger

The command line is stronger than environment variables, and they are stronger than the file:

* PATHS than `schema`, `--out` than `outputs.dir`, `--only` than `outputs.only`; `--strict` adds to `lint.strict`.
* The server of `wesley test` is `--database-url`, else `--env NAME` with `[env.NAME]`, else the environment variable
  `DATABASE_URL`, else a throw-away server.

## In an editor

`src/wesley/config/schema.json`, which is installed with the package, is the JSON Schema of the file: editors complete
and check with it.
"""


def configuration() -> str:
    """Each section with its keys, their types, defaults and meanings."""
    schema = json.loads(json_schema())
    sections = schema["$defs"]
    lines = [_INTRODUCTION.format(example=EXAMPLE)]
    properties = sections["Settings"]["properties"]
    plain = {key: fact for key, fact in properties.items() if not _section(fact)}
    lines += _table("At the top", "", plain, ())
    for key, fact in properties.items():
        name = _section(fact)
        if name:
            title = f"[{key}]" if "$ref" in fact else f"[{key}.NAME]"
            section = sections[name]
            lines += _table(title, cleandoc(section["description"]), section["properties"], section.get("required", ()))
    return "\n".join(lines)


def _section(fact: dict[str, Any]) -> str:
    """The definition of a key's table or of the tables in it; empty for a value."""
    elements = fact.get("additionalProperties", {})
    return str(fact.get("$ref") or elements.get("$ref", "")).rpartition("/")[2]


def _table(title: str, about: str, keys: dict[str, Any], required: tuple[str, ...]) -> Iterator[str]:
    yield f"## {title}\n"
    if about:
        yield about + "\n"
    yield "| key | type | default | meaning |\n|---|---|---|---|"
    for key, fact in keys.items():
        default = "must be set" if key in required else _default(fact["default"])
        yield f"| `{key}` | {_type(fact)} | {default} | {fact['description']} |"
    yield ""


def _default(value: Any) -> str:
    return "unset" if value is None else f"`{json.dumps(value)}`"


def _type(fact: dict[str, Any]) -> str:
    """A type in words: what TOML calls it, or the words to choose from."""
    if "enum" in fact:
        return " or ".join(f'`"{word}"`' for word in fact["enum"])
    if "anyOf" in fact:
        return " or ".join(_type(one) for one in fact["anyOf"] if one.get("type") != "null")
    if fact["type"] == "array":
        return f"array of {_type(fact['items'])}"
    if fact["type"] == "object":
        return f"table of {_type(fact['additionalProperties'])}"
    limits = f" from {fact['minimum']} to {fact['maximum']}" if "minimum" in fact else ""
    return str(fact["type"]) + limits
