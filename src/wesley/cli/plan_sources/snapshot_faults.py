"""What is wrong in a snapshot that `wesley ir` did not print as it is.

Reading all of its SQL would take as long as making the plan, so it is looked at only where no plan could be made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import fields

from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.constraint import ForeignKey
from wesley.ir.domain import Domain
from wesley.ir.expression import Expression
from wesley.problems.problem import WesleyError
from wesley.sql.error import SqlError

if TYPE_CHECKING:
    from wesley.cli.plan_sources.source import Source
    from wesley.ir.schema import Physical


@contextmanager
def faults_told(*sources: Source) -> Iterator[None]:
    """Say what is wrong in a snapshot where a plan breaks on it.

    Args:
        sources: the sides of the plan.

    Raises:
        WesleyError: something in a snapshot cannot be.
    """
    from wesley.cli.plan_sources.snapshot import not_one

    try:
        yield
    except (SqlError, LookupError):
        for source in sources:
            fault = next(faults(source.schema.physical), None) if source.label.endswith(".json") else None
            if fault is not None:
                raise WesleyError(not_one(source.label, f"is no whole snapshot: {fault}")) from None
        raise


def faults(physical: Physical) -> Iterator[str]:
    """Sentences about names, types, expressions and references that cannot be."""
    tables = {(table.schema, table.name) for table in physical.tables}
    for part in _parts(physical):
        yield from _unreadable(part)
        if isinstance(part, ForeignKey) and (part.ref_schema, part.ref_table) not in tables:
            yield f"`{part.name}` refers to `{part.ref_schema}.{part.ref_table}`, which is not in it"


def _parts(value: Any) -> Iterator[Struct]:
    if isinstance(value, tuple):
        for one in value:
            yield from _parts(one)
    elif isinstance(value, Struct):
        yield value
        yield from _parts(tuple(getattr(value, field.name) for field in fields(value)))


def _unreadable(part: Struct) -> Iterator[str]:
    from wesley.sql.ddl.grant import PRIVILEGES
    from wesley.sql.parse import parse, refuse_unheld
    from wesley.sql.type_name import parse_type

    try:
        for name in _names(part):
            refuse_unheld(name)
        if isinstance(part, Expression):
            parse(f"SELECT ({part.sql}\n)")
        if isinstance(part, (Column, Domain)):
            parse_type(part.type)
    except SqlError as error:
        yield error.message
    else:
        if "" in _names(part):
            yield "a name is empty"
        if isinstance(part, Grant) and not PRIVILEGES.issuperset(part.privileges):
            yield f"not all of these are privileges: {', '.join(part.privileges)}"


def _names(part: Struct) -> Iterable[str]:
    texts = (getattr(part, key, None) for key in ("schema", "name"))
    return [text for text in texts if isinstance(text, str)]
