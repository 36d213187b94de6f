"""Constants in SQL defaults, and which of them a type certainly cannot hold.

PostgreSQL reads more than Wesley's own literals: what only it can judge is left to it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wesley.sdl.columns.literal import JSONS, NUMBERS, TEXTS
from wesley.sdl.columns.literal_text import MISTAKES
from wesley.sdl.language.document import Value, ValueKind
from wesley.sql.built_in_types import BUILT_IN
from wesley.sql.type_name import base_type, is_array

_INT = re.compile(r"-?\d+\Z")
_FLOAT = re.compile(r"-?(\d+\.\d*|\.\d+|\d+(?=[eE]))([eE][+-]?\d+)?\Z")
_STRING = re.compile(r"'((?:[^']|'')*)'\Z", re.DOTALL)
_HEX = re.compile(r"\s*[+-]?0[xXoObB][0-9A-Fa-f_]+\s*\Z")
_TRUTH = re.compile(r"\s*(t|tr|tru|true|y|ye|yes|on|1|f|fa|fal|fals|false|n|no|of|off|0)\s*\Z", re.IGNORECASE)

_FROZEN = frozenset(("now", "today", "tomorrow", "yesterday"))
_TIMES = frozenset(
    (
        *("date", "time without time zone", "time with time zone"),
        *("timestamp without time zone", "timestamp with time zone"),
    )
)
_ASSIGNED_FROM_NUMBERS = NUMBERS | TEXTS
_CHECKED_TEXTS = ("smallint", "integer", "bigint", "numeric", "real", "double precision", "boolean", "uuid")


@lru_cache(maxsize=4096)
def sql_constant(sql: str) -> Value | None:
    """The constant that canonical SQL is; None when it is more or other than one constant."""
    if sql.upper() == "NULL":
        return Value(kind=ValueKind.NULL, value=None)
    if sql.lower() in ("true", "false"):
        return Value(kind=ValueKind.BOOLEAN, value=sql.lower() == "true")
    if _INT.match(sql):
        return Value(kind=ValueKind.INT, value=sql)
    if _FLOAT.match(sql):
        return Value(kind=ValueKind.FLOAT, value=sql)
    match = _STRING.match(sql)
    return None if match is None else Value(kind=ValueKind.STRING, value=match[1].replace("''", "'"))


def mistake(value: Value, canonical: str) -> str:
    """Why a constant is no default of a column, as a sentence; empty when it may be one.

    Args:
        value: as `sql_constant` gives it, not NULL.
        canonical: the column's type.
    """
    name = base_type(canonical)[1]
    if name not in BUILT_IN and name not in TEXTS:
        return ""
    if value.kind is ValueKind.STRING:
        return _string_mistake(str(value.value), name, canonical)
    allowed = frozenset(("boolean",)) | TEXTS if value.kind is ValueKind.BOOLEAN else _ASSIGNED_FROM_NUMBERS
    if is_array(canonical) or name not in allowed:
        return f"{str(value.value).lower()} is no value of {canonical}"
    reason = MISTAKES.get(name) if name in NUMBERS else None
    wrong = "" if reason is None else reason(str(value.value), canonical)
    return f"{value.value} is no value of {canonical}: {wrong}" if wrong else ""


def _string_mistake(text: str, name: str, canonical: str) -> str:
    refused = f"'{text}' is no value of {canonical}"
    if is_array(canonical):
        return "" if text.lstrip()[:1] in ("{", "[") else f"{refused}: an array looks like '{{1,2}}'"
    if name in _TIMES:
        return _time_mistake(text, refused)
    if name in JSONS:
        return "" if _is_json(text) else f"{refused}: it is no JSON"
    if name == "boolean":
        return "" if _TRUTH.match(text) else refused
    if name not in _CHECKED_TEXTS or _HEX.match(text):
        return ""
    bare = text.strip("{} ").replace("-", "") if name == "uuid" else text.strip().replace("_", "")
    if name not in ("smallint", "integer", "bigint", "uuid") and bare.lower().strip("+-") in ("nan", "inf", "infinity"):
        return ""
    wrong = MISTAKES[name](bare, canonical)
    return f"{refused}: {wrong}" if wrong else ""


def _time_mistake(text: str, refused: str) -> str:
    words = frozenset(re.findall(r"[a-z]+", text.lower()))
    if words & _FROZEN:
        return f"'{text}' is the moment at which the column is made, not that of the INSERT"
    special = words & {"infinity", "epoch", "allballs"}
    return "" if special or any(character.isdigit() for character in text) else refused


def _is_json(text: str) -> bool:
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
