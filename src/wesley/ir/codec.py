"""The JSON form of a schema, and its fingerprint."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from msgspec import Struct

from wesley.ir.origin import Origin, decode_aside, encode_aside
from wesley.ir.schema import Physical, Schema

# A field that holds its default is left out. For texts msgspec compares identities, so the IR interns the texts that
# have a default (`Index.method`, ...): a "btree" that a server sent is the same object as the one in the code.
_ENCODER = msgspec.json.Encoder(enc_hook=encode_aside)


def compact(value: Any) -> bytes:
    """A Struct that may hold parts of a schema as JSON in one line, without origins."""
    # A quote inside a JSON string is always escaped, so these byte sequences can only be the keys themselves.
    text = _ENCODER.encode(value)
    return text.replace(b',"origin":null', b"").replace(b'"origin":null,', b"")


def encode(schema: Schema, *, evidence: bool = False) -> bytes:
    """The schema as indented JSON, the form of a snapshot.

    Args:
        schema: what to print.
        evidence: print, in place of the schema, the map from each element to where it was written.
    """
    if evidence:
        return msgspec.json.format(msgspec.json.encode(evidence_map(schema)), indent=2) + b"\n"
    return msgspec.json.format(compact(schema), indent=2) + b"\n"


def decode(text: bytes) -> Schema:
    """A schema from its JSON form.

    Raises:
        msgspec.ValidationError: the text is JSON but no schema.
        msgspec.DecodeError: the text is no JSON.
    """
    return msgspec.json.decode(text, type=Schema, dec_hook=decode_aside)


def canonical(physical: Physical) -> bytes:
    """What the fingerprint is taken of: compact JSON without origins and without column positions."""
    return canonical_element(physical)


def canonical_element(element: Struct) -> bytes:
    """The compact JSON of one element of a schema, without origins and without column positions."""

    def without_places(value: Any) -> Any:
        encode_aside(value)

    text = msgspec.json.encode(element, enc_hook=without_places)
    for key in (b'"origin":null', b'"position":null'):
        text = text.replace(b"," + key, b"").replace(key + b",", b"")
    return text


def fingerprint(physical: Physical) -> str:
    """SHA-256 of the canonical JSON, as 64 hexadecimal digits: equal for schemas that compare equal."""
    return hashlib.sha256(canonical(physical)).hexdigest()


def evidence_map(schema: Schema) -> dict[str, str]:
    """From the path of each element (`tables/public.users/columns/email`) to `file:line:column`."""
    places: dict[str, str] = {}
    for half in ("physical", "api"):
        _collect(getattr(schema, half), (), places)
    for role in schema.roles:
        _collect(role, ("roles", role.name), places)
    return places


def _collect(value: Any, path: tuple[str, ...], places: dict[str, str]) -> None:
    origin = getattr(value, "origin", None)
    if isinstance(origin, Origin) and origin.known:
        places["/".join(path)] = repr(origin)
    for name in getattr(value, "__struct_fields__", ()):
        child = getattr(value, name)
        if isinstance(child, tuple):
            for ordinal, item in enumerate(child):
                _collect(item, (*path, name, _label(item, ordinal)), places)
        elif isinstance(child, msgspec.Struct):
            _collect(child, (*path, name), places)


def _label(value: Any, ordinal: int) -> str:
    name = getattr(value, "name", None)
    if not isinstance(name, str):
        return str(ordinal)
    schema = getattr(value, "schema", None)
    return f"{schema}.{name}" if isinstance(schema, str) else name
