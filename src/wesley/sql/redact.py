"""SQL as logs may show it: without the values that stand in it."""

from __future__ import annotations

import re

# Strings of every form, then numbers: what a text that does not parse, as a query that was cut off, may hold.
_STRINGS = re.compile(r"[eEbBxXnN]?'(?:[^'\\]|''|\\.)*(?:'|\Z)|\$(\w*)\$.*?(?:\$\1\$|\Z)", re.DOTALL)
_NUMBERS = re.compile(r"(?<![\w$\"])\d[\w.]*")
# What applications say of themselves in comments may name people; quoted names are passed over.
_COMMENTS = re.compile(r"""("(?:[^"]|"")*(?:"|\Z))|--[^\n]*|/\*.*?(?:\*/|\Z)""", re.DOTALL)
_SPACE = re.compile(r"\s+")


def redacted(sql: str) -> str:
    """One line without comments, each constant replaced by a parameter or `?`."""
    from postgast import PgQueryError, normalize

    try:
        text = normalize(sql)
    except PgQueryError:
        text = sql
    bare = _COMMENTS.sub(lambda found: found[1] or " ", _STRINGS.sub("?", text))
    return _SPACE.sub(" ", _NUMBERS.sub("?", bare)).strip()
