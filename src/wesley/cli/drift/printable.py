"""Names of a database as they can be shown and typed: an administrator may have put anything into them."""

from __future__ import annotations

import shlex

from wesley.cli.problems.excerpt import visible


def in_line(text: str) -> str:
    """A text in one line; what would steer the terminal is shown as a picture."""
    return visible(" ".join(text.splitlines()))


def typed(word: str) -> str:
    """A word of a command line, quoted for a shell; control characters in `$'...'` (POSIX.1-2024, 2.2.4)."""
    if word.isprintable():
        return shlex.quote(word)
    return f"$'{''.join(map(_escaped, word))}'"


def _escaped(sign: str) -> str:
    if sign in "\\'":
        return f"\\{sign}"
    return sign if sign.isprintable() else "".join(f"\\x{byte:02x}" for byte in sign.encode())
