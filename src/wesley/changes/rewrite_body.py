"""Bodies of trigger functions with other names of the columns of their row.

PostgreSQL binds a body when it runs, so it rewrites none. In a trigger function a column of the row stands behind NEW
or OLD and nowhere else, so there it can be done; everywhere else the body is the author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from wesley.changes.edit import put
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.text import quote_identifier

_ROW = r"(?<![\w$.\"])(new|old)(\s*\.\s*)"


def renamed_body(body: str, to: Mapping[str, str]) -> str:
    """The body with columns behind NEW and OLD under their other names."""
    for before, after in to.items():
        name = quote_identifier(before)
        pattern = re.compile(rf'{_ROW}{re.escape(name)}(?![\w$"])', re.IGNORECASE)
        body = pattern.sub(rf"\1\2{_plain(quote_identifier(after))}", body)
    return body


def _plain(text: str) -> str:
    """A text as it has to stand in a template of `re.sub` to mean itself."""
    return text.replace("\\", "\\\\")


def with_renamed_bodies(schema: Physical, names: Mapping[tuple[str, str], Mapping[str, str]]) -> Physical:
    """The schema with the bodies of the trigger functions that serve these tables alone.

    Args:
        schema: the schema, its tables under the names of `names`.
        names: by table, from each column to its other name.
    """
    for function in bodies_of(schema, names):
        users = _users(schema, function)
        to = names[users[0]] if users else {}
        schema = put(schema, "functions", replace(function, body=renamed_body(function.body, to)))
    return schema


def bodies_of(schema: Physical, names: Mapping[tuple[str, str], Mapping[str, str]]) -> Iterable[Function]:
    """The trigger functions whose bodies are rewritten: they serve one table, and it is among these."""
    for function in schema.functions:
        if function.returns != "trigger" or function.language != "plpgsql":
            continue
        served = [
            place
            for place, to in names.items()
            if _serves(function, schema.table(*place)) and renamed_body(function.body, to) != function.body
        ]
        # Who else uses it is asked of every table, so it is asked last.
        if served and len(_users(schema, function)) == 1:
            yield function


def _users(schema: Physical, function: Function) -> tuple[tuple[str, str], ...]:
    """The tables whose triggers call a function."""
    return tuple((table.schema, table.name) for table in schema.tables if _serves(function, table))


def _serves(function: Function, table: Table | None) -> bool:
    if table is None or not table.triggers:
        return False
    called = {(trigger.function_schema, trigger.function) for trigger in table.triggers}
    return (function.schema, function.name) in called
