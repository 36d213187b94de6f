"""The JSON Schema of plans, made from their types and shipped as `schema.json`."""

from __future__ import annotations

import json
from typing import Any

from msgspec import inspect

from wesley.ir.origin import Position
from wesley.plan.formats.record import Record

_PLAIN: dict[type[inspect.Type], str] = {
    inspect.StrType: "string",
    inspect.IntType: "integer",
    inspect.FloatType: "number",
    inspect.BoolType: "boolean",
    inspect.NoneType: "null",
}


def json_schema() -> str:
    """The schema as indented JSON text that ends with a newline."""
    definitions: dict[str, Any] = {}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A plan of Wesley",
        "description": "What `wesley plan --format json` prints.",
        **_schema(inspect.type_info(Record), definitions),
        "$defs": dict(sorted(definitions.items())),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _schema(kind: inspect.Type, definitions: dict[str, Any]) -> dict[str, Any]:
    if isinstance(kind, inspect.StructType):
        return _reference(kind, definitions)
    if isinstance(kind, inspect.VarTupleType):
        return {"type": "array", "items": _schema(kind.item_type, definitions)}
    if isinstance(kind, inspect.TupleType):
        items = [_schema(item, definitions) for item in kind.item_types]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if isinstance(kind, inspect.UnionType):
        return {"anyOf": [_schema(one, definitions) for one in kind.types]}
    if isinstance(kind, inspect.EnumType):
        return {"enum": [member.value for member in kind.cls]}
    if isinstance(kind, inspect.CustomType):
        return {"type": "integer"} if kind.cls is Position else {"type": "null"}
    return {"type": _PLAIN[type(kind)]}


def _reference(kind: inspect.StructType, definitions: dict[str, Any]) -> dict[str, Any]:
    name = kind.cls.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = {
            "type": "object",
            "description": (kind.cls.__doc__ or "").partition("\n")[0],
            "properties": {field.encode_name: _schema(field.type, definitions) for field in kind.fields},
            "required": [field.encode_name for field in kind.fields if field.required],
        }
    return {"$ref": f"#/$defs/{name}"}
