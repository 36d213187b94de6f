"""Every directive, one a file.

The order is meaning: a directive is applied to the whole schema before the next one in the tuple is, so each may rely
on what those before it have settled.
"""

from __future__ import annotations

from wesley.ir.api import EnumStorage
from wesley.ir.constraint import Deferrable, ReferentialAction
from wesley.ir.table import PartitionStrategy
from wesley.sdl.directive import Directive
from wesley.sdl.directives.backfill import BACKFILL
from wesley.sdl.directives.belongs_to import BELONGS_TO
from wesley.sdl.directives.check import CHECK
from wesley.sdl.directives.column import COLUMN
from wesley.sdl.directives.computed import COMPUTED
from wesley.sdl.directives.created_at import CREATED_AT
from wesley.sdl.directives.db_value import DB_VALUE
from wesley.sdl.directives.default import DEFAULT
from wesley.sdl.directives.enum import ENUM
from wesley.sdl.directives.exclude import EXCLUDE
from wesley.sdl.directives.foreign_key import FOREIGN_KEY
from wesley.sdl.directives.grant import GRANT
from wesley.sdl.directives.has_many import HAS_MANY
from wesley.sdl.directives.has_one import HAS_ONE
from wesley.sdl.directives.identity import IDENTITY
from wesley.sdl.directives.ignore import IGNORE
from wesley.sdl.directives.index import INDEX
from wesley.sdl.directives.length import LENGTH
from wesley.sdl.directives.lint import LINT
from wesley.sdl.directives.many_to_many import MANY_TO_MANY
from wesley.sdl.directives.owner import OWNER
from wesley.sdl.directives.partition import PARTITION
from wesley.sdl.directives.pattern import PATTERN
from wesley.sdl.directives.pii import PII
from wesley.sdl.directives.primary_key import PRIMARY_KEY
from wesley.sdl.directives.range import RANGE
from wesley.sdl.directives.readonly import READONLY
from wesley.sdl.directives.renamed_from import RENAMED_FROM
from wesley.sdl.directives.rls import RLS
from wesley.sdl.directives.scalar import SCALAR
from wesley.sdl.directives.sensitive import SENSITIVE
from wesley.sdl.directives.soft_delete import SOFT_DELETE
from wesley.sdl.directives.table import TABLE
from wesley.sdl.directives.tenant import TENANT
from wesley.sdl.directives.uid import UID
from wesley.sdl.directives.unique import UNIQUE
from wesley.sdl.directives.updated_at import UPDATED_AT
from wesley.sdl.directives.view import VIEW
from wesley.sdl.vocabulary import Vocabulary, vocabulary

BEFORE_COLUMNS: tuple[Directive, ...] = (IGNORE, SCALAR, ENUM, DB_VALUE, TABLE, VIEW)
"""What must be settled before fields become columns: which types are tables, what scalars and enums are stored as."""

AFTER_COLUMNS: tuple[Directive, ...] = (
    # What a column is, before anything refers to it by its database name.
    COLUMN,
    SOFT_DELETE,
    # Where values come from.
    DEFAULT,
    IDENTITY,
    COMPUTED,
    CREATED_AT,
    UPDATED_AT,
    # Keys, before anything refers to or is derived from them.
    PRIMARY_KEY,
    UNIQUE,
    LENGTH,
    RANGE,
    PATTERN,
    CHECK,
    EXCLUDE,
    INDEX,
    FOREIGN_KEY,
    PARTITION,
    # Fields that lead along those keys.
    BELONGS_TO,
    HAS_ONE,
    HAS_MANY,
    MANY_TO_MANY,
    # What is only noted, of columns that are what they will be.
    RENAMED_FROM,
    UID,
    BACKFILL,
    READONLY,
    SENSITIVE,
    PII,
    LINT,
    # Who may see and do what: presets of policies speak of tenants and owners.
    TENANT,
    OWNER,
    RLS,
    GRANT,
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
