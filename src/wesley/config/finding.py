"""Something wrong with one value of the configuration, before it is known where that stands in the text."""

from __future__ import annotations

from msgspec import Struct

from wesley.config.places import Path, Places
from wesley.problems.problem import Code, Problem


class Finding(Struct, frozen=True):
    """One thing that is wrong.

    Args:
        code: what kind of thing.
        path: the way to the value from the top of the settings.
        message: what is wrong, with the key's name.
        help: what to do.
        at_key: point at the key, not at its value.
    """

    code: Code
    path: Path
    message: str
    help: str = ""
    at_key: bool = False

    def located(self, places: Places, top: Path) -> Problem:
        """The finding as a Problem, `top` being the way from the top of the text to the settings."""
        path = top + self.path
        origin = places.of_key(path) if self.at_key else places.of_value(path)
        return Problem(code=self.code, message=self.message, origin=origin, help=self.help)


def dotted(path: Path) -> str:
    """A path as people write it: `lint.select`; for an element of an array, the array."""
    return ".".join(part for part in path if isinstance(part, str))


def subject(path: Path) -> str:
    """What a message about a path begins with."""
    return f"an element of `{dotted(path)}`" if path and isinstance(path[-1], int) else f"`{dotted(path)}`"
