"""Every directive, one a file.

The order is meaning: a directive is applied to the whole schema before the next one in the tuple is, so each may rely
on what those before it have settled.
"""

from __future__ import annotations

from wesley.ir.api import EnumStorage
from wesley.ir.constraint import Deferrable, ReferentialAction
from wesley.ir.table import PartitionStrategy
from wesley.sdl.directive import Directive
from wesley.sdl.directives.check import CHECK
from wesley.sdl.directives.column import COLUMN
from wesley.sdl.directives.primary_key import PRIMARY_KEY
from wesley.sdl.directives.table import TABLE
from wesley.sdl.directives.unique import UNIQUE
from wesley.sdl.vocabulary import Vocabulary, vocabulary

BEFORE_COLUMNS: tuple[Directive, ...] = (TABLE,)
"""What must be settled before fields become columns: which types are tables, what scalars and enums are stored as."""

AFTER_COLUMNS: tuple[Directive, ...] = (
    # What a column is, before anything refers to it by its database name.
    COLUMN,
    # Keys, before anything refers to or is derived from them.
    PRIMARY_KEY,
    UNIQUE,
    CHECK,
)

ALL: tuple[Directive, ...] = BEFORE_COLUMNS + AFTER_COLUMNS

ENUMS: dict[str, tuple[str, ...]] = {
    "ReferentialAction": tuple(ReferentialAction),
    "Deferrable": tuple(Deferrable),
    "ComputedMode": ("STORED", "VIRTUAL", "TRIGGER"),
    "EnumStorage": tuple(EnumStorage),
    "PartitionStrategy": tuple(PartitionStrategy),
    "PolicyMode": ("PERMISSIVE", "RESTRICTIVE"),
    "Privilege": ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "ALL"),
}
"""The closed sets that arguments take their words from."""


def words() -> Vocabulary:
    """All directives, ready for looking up."""
    return vocabulary(ALL, ENUMS)
