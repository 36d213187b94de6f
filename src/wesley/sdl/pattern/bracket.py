"""The bracket expressions of regular expressions: `[a-z_]`."""

from __future__ import annotations

from wesley.sdl.pattern.escape import IN_CLASS, PatternError, Scanner, escaped_in_class, read_escape
from wesley.sql.words import words

_NAMES = words("alnum alpha blank cntrl digit graph lower print punct space upper word xdigit")


def read_class(scanner: Scanner) -> str:
    """The class that begins after `[`, in the form that both dialects read; stops behind its `]`.

    Raises:
        PatternError: PostgreSQL refuses it.
    """
    start = scanner.offset - 1
    negated = scanner.take("^")
    items: list[str] = []
    first = True
    while first or not scanner.at("]"):
        if scanner.at_end:
            raise PatternError("this `[` is not closed", start)
        items.append(_item(scanner, first=first))
        first = False
    scanner.take("]")
    return f"[{'^' if negated else ''}{''.join(items)}]"


def _item(scanner: Scanner, *, first: bool) -> str:
    place = scanner.offset
    if scanner.text.startswith(("[:", "[.", "[="), place):
        return _named(scanner)
    low = _member(scanner)
    is_range = scanner.at("-") and not scanner.text.startswith("-]", scanner.offset)
    if not is_range:
        return escaped_in_class(low) if len(low) == 1 else low
    if low == "-" and not first:
        raise PatternError("`-` stands first or last in brackets, or behind a backslash", place)
    scanner.take("-")
    high = _member(scanner)
    if len(low) != 1 or len(high) != 1 or low > high:
        raise PatternError("this range goes from nowhere to nowhere", place)
    if scanner.at("-") and not scanner.text.startswith("-]", scanner.offset):
        raise PatternError("a range cannot go on from the end of another", scanner.offset)
    return f"{escaped_in_class(low)}-{escaped_in_class(high)}"


def _member(scanner: Scanner) -> str:
    """A character, or what a class escape such as `\\d` stands for."""
    if scanner.at_end:
        raise PatternError("a `[` is not closed", len(scanner.text))
    if scanner.take("\\"):
        found = read_escape(scanner, in_class=True)
        return IN_CLASS.get(found, found)
    return scanner.next()


def _named(scanner: Scanner) -> str:
    place = scanner.offset
    kind = scanner.text[place + 1]
    end = scanner.text.find(f"{kind}]", place + 2)
    if end < 0:
        raise PatternError(f"this `[{kind}` is not closed", place)
    name = scanner.text[place + 2 : end]
    if kind == ":" and name not in _NAMES:
        raise PatternError(f"there is no class `{name}` of characters", place)
    scanner.leave("classes such as `[:alpha:]` are PostgreSQL's alone")
    scanner.offset = end + 2
    return scanner.text[place : scanner.offset]
