"""Lines in colors that fit a terminal: cut at its edge, or folded at spaces."""

from __future__ import annotations

import re

from wesley.cli.problems.excerpt import width
from wesley.cli.terminal import COLOR, uncolored

_END = "\x1b[0m"
_HELP = re.compile(r" *= \w+: ")
_HANG = 2
# Not before the unit of a number, or another short word that would stand alone on the last line.
_FOLDED = re.compile(r"( +)(?!\w{1,3}(?:\x1b\[0m)?$)")


def cut(line: str, columns: int) -> str:
    """A line that takes at most so many columns; what is left out shows as `…`."""
    if width(uncolored(line)) <= columns:
        return line
    kept, taken = "", 0
    for part in re.split(f"({COLOR.pattern})", line):
        if COLOR.fullmatch(part):
            kept += part
            continue
        for sign in part:
            if taken + width(sign) > columns - 1:
                return kept + ("…" if columns > 0 else "") + (_END if COLOR.search(kept) else "")
            kept, taken = kept + sign, taken + width(sign)
    return kept


def fold(line: str, columns: int, hang: int | None = None) -> list[str]:
    """A line as several ones that take at most so many columns; a word that is longer than these is not divided.

    Args:
        line: in colors, if it has any.
        columns: of the terminal.
        hang: how far all but the first are moved in; by default as far as the words of its help, or a bit.
    """
    hang = _hang(uncolored(line)) if hang is None else hang
    if width(uncolored(line)) <= columns or columns < 2 * hang:
        return [line]
    lines, color, taken, start = [""], "", 0, len(line) - len(line.lstrip(" "))
    for word in _FOLDED.split(line):
        size = width(uncolored(word))
        if taken + size > columns and taken > start:
            lines[-1] = lines[-1].rstrip(" ") + (_END if color else "")
            lines.append(" " * hang + color)
            taken = start = hang
            if word.isspace():
                continue
        lines[-1] += word
        taken += size
        color = _color_after(word, color)
    return lines


def _hang(line: str) -> int:
    found = _HELP.match(line)
    return found.end() if found else len(line) - len(line.lstrip(" ")) + _HANG


def _color_after(word: str, before: str) -> str:
    for code in COLOR.findall(word):
        before = "" if code == _END else code
    return before
