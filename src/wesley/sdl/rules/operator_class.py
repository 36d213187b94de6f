"""An index method cannot index a type unless an operator class is named."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.origin import Origin
from wesley.problems.problem import Code, Problem
from wesley.sdl.rule import Rule, Subject
from wesley.sql.extensions import of_default_operator_class
from wesley.sql.indexed_keys import indexed_keys
from wesley.sql.operator_classes import has_default, has_equality
from wesley.sql.text import qualified
from wesley.sql.type_name import base_type, element_type, is_array


def check(subject: Subject) -> Iterator[Problem]:
    """Every key of an index, of a constraint that makes one, and of a partitioned table."""
    yield from _keys_without_class(subject)
    yield from _exclusions_without_equality(subject)


def _exclusions_without_equality(subject: Subject) -> Iterator[Problem]:
    for table in subject.schema.physical.tables:
        types = {column.name: column.type for column in table.columns}
        for exclusion in table.exclusions:
            for element in exclusion.elements:
                canonical = types.get(element.key.column or "", "")
                if element.operator == "=" and canonical and not has_equality(exclusion.method, canonical):
                    message = f"{exclusion.method} cannot compare `{element.key.column}`, a {canonical}, with `=`"
                    way_out = "use an operator of its operator class, such as `&&` or `~=`"
                    yield Problem(code=OPERATOR_CLASS.code, message=message, origin=exclusion.origin, help=way_out)


def _keys_without_class(subject: Subject) -> Iterator[Problem]:
    enums = frozenset(qualified(enum.schema, enum.name) for enum in subject.schema.physical.enums)
    for table in subject.schema.physical.tables:
        types = {column.name: column.type for column in table.columns}
        for method, keys, origin in indexed_keys(table):
            for key in keys:
                if key.column in types and key.opclass is None and not _has_class(method, types[key.column], enums):
                    yield _problem(method, key.column, types[key.column], origin)


def _has_class(method: str, canonical: str, enums: frozenset[str]) -> bool:
    is_enum = element_type(canonical) in enums
    if not is_array(canonical) and of_default_operator_class(method, base_type(canonical)[1], is_enum=is_enum):
        return True
    return has_default(method, canonical, is_enum=is_enum)


def _problem(method: str, column: str, canonical: str, origin: Origin) -> Problem:
    message = f"{method} cannot index `{column}`: it has no operator class for {canonical} of its own choice"
    way_out = "name one with `opclass`, or choose another type or method"
    if method == "btree":
        way_out = "PostgreSQL cannot compare such values; index an expression of it, or choose another type"
    return Problem(code=OPERATOR_CLASS.code, message=message, origin=origin, help=way_out)


OPERATOR_CLASS = Rule(
    Code(
        code="E309",
        name="operator-class",
        summary="An index, a key or a partitioned table is on a type that its index method cannot index.",
        why="Without `opclass` PostgreSQL takes the default operator class of the type, and not every type has one for "
        "every method (manual, 11.10): `json` and `point` cannot be compared, so no btree holds them.",
        bad="type Place @table {\n  id: ID! @primaryKey\n  at: Point! @index\n}",
        good='type Place @table {\n  id: ID! @primaryKey\n  at: Point! @index(using: "gist")\n}',
    ),
    check,
    of_tables=True,
)
