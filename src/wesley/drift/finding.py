"""What a comparison finds: one object that is missing, extra or different, with both sides as SQL."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from wesley.ir.origin import NOWHERE, Origin


class Kind(StrEnum):
    """MISSING: the database lacks it. EXTRA: only the database has it. DIFFERENT: both have it, not alike."""

    MISSING = "missing"
    EXTRA = "extra"
    DIFFERENT = "different"


class Severity(StrEnum):
    """How much it matters.

    ERROR: queries of the application can fail, or rows can be read or written that should not. WARNING: the
    application works, and the database does more, or less well, than the schema says. INFO: nothing depends on it.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Subject(Struct, frozen=True, kw_only=True):
    """What a finding is about.

    Args:
        kind: PostgreSQL's word for it: `table`, `column`, `foreign key`, `row security`, `comment`, ...
        schema: the PostgreSQL schema; empty for what lives in none, such as an extension.
        table: the table, view, type or domain that it is a part of; None when it stands alone.
        name: its name; of a privilege the role; empty for what a table has one of.
    """

    kind: str
    schema: str
    table: str | None = None
    name: str

    @property
    def path(self) -> str:
        """Its full name: `public.users.email`, `public.users`, `pg_trgm`."""
        return ".".join(part for part in (self.schema, self.table or "", self.name) if part)


class Finding(Struct, frozen=True, kw_only=True):
    """One difference.

    Args:
        kind: what it is.
        severity: how much it matters.
        subject: what it is about.
        differs: for DIFFERENT the properties that differ, in words.
        expected: how it should be, as SQL; empty for EXTRA.
        found: how the database has it, as SQL; empty for MISSING.
        origin: where the schema says it; the table that it is in when only the database has it.
    """

    kind: Kind
    severity: Severity
    subject: Subject
    differs: tuple[str, ...] = ()
    expected: str = ""
    found: str = ""
    origin: Origin = NOWHERE


Key = tuple[Kind, Subject]
"""What a finding is known by when one of the two sides is another one."""


def key_of(finding: Finding) -> Key:
    """Its key."""
    return (finding.kind, finding.subject)


def worst(findings: tuple[Finding, ...]) -> str:
    """The greatest severity among findings; empty when there are none."""
    severities = {finding.severity for finding in findings}
    return next((severity.value for severity in Severity if severity in severities), "")
