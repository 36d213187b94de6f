"""A domain: a type with constraints of its own."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.constraint import Check
from wesley.ir.expression import Expression
from wesley.ir.origin import NOWHERE, Origin


class Domain(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """CREATE DOMAIN; `checks` are sorted by name, their expressions speak of VALUE."""

    schema: str
    name: str
    type: str
    nullable: bool = True
    default: Expression | None = None
    collation: str | None = None
    checks: tuple[Check, ...] = ()
    comment: str | None = None
    origin: Origin = NOWHERE
