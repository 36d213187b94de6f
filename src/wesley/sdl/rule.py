"""A rule of the validator or the linter: a code with its page, and a check."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.problems.problem import Code, Problem
from wesley.sdl.language.document import Document


class Subject(Struct, frozen=True):
    """What a rule looks at.

    Args:
        document: what was written.
        schema: what it means; parts that could not be understood are missing from it and have been reported.
        settings: the configuration.
    """

    document: Document
    schema: Schema
    settings: Settings


class Rule(Struct, frozen=True):
    """One rule.

    Args:
        code: its code and page; the page's bad example must be found by it and its good one must not.
        check: finds every violation; None where the reader itself reports it, since it could not go on without.
        of_tables: what it finds in a table depends on no other table, so that a table which did not change needs no
            second look.
    """

    code: Code
    check: Callable[[Subject], Iterable[Problem]] | None = None
    of_tables: bool = False
