"""A use of a directive whose arguments were checked against the definition."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from wesley.ir.origin import Origin
from wesley.sdl.language.document import Value, ValueKind


class Use(Struct, frozen=True):
    """`@name(arguments)` under its canonical names, with the defaults of the definition filled in.

    The accessors rely on the check: a parameter that is declared as a String holds a string.

    Args:
        name: canonical name of the directive.
        values: from canonical parameter name to the literal; a parameter without value and default is missing,
            an explicit `null` is missing too.
        origin: where the directive stands.
    """

    name: str
    values: Mapping[str, Value]
    origin: Origin

    def value(self, parameter: str) -> Value | None:
        """The literal, or None."""
        return self.values.get(parameter)

    def text(self, parameter: str) -> str | None:
        """A string or an enum value."""
        found = self.values.get(parameter)
        return None if found is None else str(found.value)

    def text_or(self, parameter: str, default: str) -> str:
        """A string or an enum value, `default` when it is missing; an empty string is not missing."""
        found = self.values.get(parameter)
        return default if found is None else str(found.value)

    def flag(self, parameter: str) -> bool:
        """A Boolean; False when it is missing."""
        found = self.values.get(parameter)
        return found is not None and found.value is True

    def given_flag(self, parameter: str) -> bool | None:
        """A Boolean, or None when it is missing."""
        found = self.values.get(parameter)
        return None if found is None else bool(found.value)

    def integer(self, parameter: str) -> int | None:
        """An Int."""
        found = self.values.get(parameter)
        return None if found is None else int(found.value)

    def number(self, parameter: str) -> str | None:
        """An Int or a Float, as it was written."""
        found = self.values.get(parameter)
        return None if found is None else str(found.value)

    def items(self, parameter: str) -> tuple[Value, ...]:
        """The elements of a list; GraphQL coerces a single value to a list of one."""
        found = self.values.get(parameter)
        if found is None:
            return ()
        return tuple(found.value) if found.kind is ValueKind.LIST else (found,)

    def texts(self, parameter: str) -> tuple[str, ...]:
        """The elements of a list of strings or enum values."""
        return tuple(str(item.value) for item in self.items(parameter))

    def origin_of(self, parameter: str) -> Origin:
        """Where the argument was written; the directive's own place when it was not."""
        found = self.values.get(parameter)
        return found.origin if found is not None and found.origin.known else self.origin
