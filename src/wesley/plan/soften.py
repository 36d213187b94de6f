"""Changes that lose data, in the forms that keep it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.backfill import row_key
from wesley.changes.change import Change
from wesley.changes.change_type import ChangeType, ChangeTypes
from wesley.changes.codes import KEEP_WITHOUT_KEY
from wesley.changes.create_namespace import CreateNamespace
from wesley.changes.drop_column import DropColumn, outlived
from wesley.changes.drop_domain import DropDomain
from wesley.changes.drop_enum import DropEnum
from wesley.changes.drop_extension import DropExtension
from wesley.changes.drop_function import DropFunction
from wesley.changes.drop_namespace import DropNamespace
from wesley.changes.drop_sequence import DropSequence
from wesley.changes.drop_table import DropTable
from wesley.changes.edit import find, the_column, the_table
from wesley.changes.grants import grouped, privileges
from wesley.changes.keep_rows import kept, side_table
from wesley.changes.own_names import DROPPED, KEPT, OWN_SCHEMAS, is_dropped, is_old
from wesley.changes.revoke import RevokePrivileges
from wesley.changes.rewrite_names import Names, in_type
from wesley.changes.situation import Situation
from wesley.changes.soft_drop_column import SoftDropColumn, softly
from wesley.changes.soft_drop_table import SoftDropTable
from wesley.changes.table_move import aside
from wesley.changes.type_cost import cost
from wesley.diff.renames import Renames
from wesley.ir.access import Namespace
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.plan.kept import Keeping, Kept, KeptColumn, KeptValues
from wesley.plan.own_objects import IN_NAMESPACES, kept_part, stands_on
from wesley.problems.problem import Problem, WesleyError

# What a change of type costs is the same on all versions.
_ANY_VERSION = 15
_DROPS: dict[type[Change], str] = {DropEnum: "enums", DropDomain: "domains", DropSequence: "sequences"}


class Softened(Struct, frozen=True, kw_only=True):
    """The changes.

    Args:
        changes: in order.
        goal: the schema after all of them.
        kept: what they keep.
        sides: by table and column, in the names before, the side table that has the values of before.
    """

    changes: tuple[Change, ...]
    goal: Physical
    kept: Kept
    sides: tuple[tuple[tuple[str, str, str], str], ...]


def softened(changes: Iterable[Change], start: Physical, aim: Physical, renames: Renames, keeping: Keeping) -> Softened:
    """The changes of a plan with those replaced that lose data, as far as is asked for.

    Args:
        changes: from `diff`.
        start: the schema right before them.
        aim: the schema after them, in the names of `start`.
        renames: what they rename, which they do last.
        keeping: what is asked for.

    Raises:
        WesleyError: rows cannot be kept because their table has no key.
    """
    made = _Made(start, aim, renames)
    for change in changes:
        for form in _forms(change, made, keeping):
            made.add(form)
    return Softened(changes=tuple(made.changes), goal=made.schema, kept=made.kept, sides=tuple(made.sides.items()))


class _Made:
    """What is there so far.

    Args:
        start: the schema right before.
        aim: the schema after all changes, in the names of `start`.
        renames: what is renamed.
    """

    def __init__(self, start: Physical, aim: Physical, renames: Renames) -> None:
        self.schema = start
        self.aim = aim
        self.changes: list[Change] = []
        self.kept = Kept()
        self.sides: dict[tuple[str, str, str], str] = {}
        self.renames = renames
        self._tables = dict(renames.tables)
        self._columns = {(owner, before): after for owner, before, after in renames.columns}

    def add(self, change: Change) -> None:
        self.schema = change.apply(self.schema)
        self.changes.append(change)

    def table_after(self, schema: str, table: str) -> tuple[str, str]:
        """The name of a table when all is done."""
        return self._tables.get((schema, table), (schema, table))

    def columns_after(self, schema: str, table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
        """The names of columns when all is done."""
        return tuple(self._columns.get(((schema, table), column), column) for column in columns)


def _forms(change: Change, made: _Made, keeping: Keeping) -> Iterator[Change]:
    if isinstance(change, DropTable) and change.schema not in OWN_SCHEMAS:
        yield from _table(change, made)
    elif isinstance(change, DropColumn) and not is_dropped(change.column):
        yield from _column(change, made, keeping)
    elif isinstance(change, ChangeType | ChangeTypes) and keeping.keep_data:
        members = change.members if isinstance(change, ChangeTypes) else (change,)
        for member in members:
            yield from _type(member, made)
        yield change
    elif not _is_needed(change, made.schema):
        yield change


def _table(change: DropTable, made: _Made) -> Iterator[Change]:
    yield from _namespace(made.schema, DROPPED)
    move = aside(made.schema, the_table(made.schema, change.schema, change.name), DROPPED)
    made.kept = replace(made.kept, tables=(*made.kept.tables, move))
    yield SoftDropTable(move=move)


def _column(change: DropColumn, made: _Made, keeping: Keeping) -> Iterator[Change]:
    table = the_table(made.schema, change.schema, change.table)
    column = the_column(made.schema, change.schema, change.table, change.column)
    if column.generated is not None or outlived(made.schema, table, column) is None:
        yield change
    elif keeping.soft_drop and not is_old(change.column):
        yield from _revoked(table, change.column)
        yield _soft(softly(table, change), made)
    elif keeping.keep_data:
        side = yield from _keep(made, table, column, column.name)
        yield replace(change, kept=side)
    else:
        yield change


def _revoked(table: Table, column: str) -> Iterator[Change]:
    """REVOKE of the privileges on a column, which go with one that is dropped and not with one that stays."""
    taken = grouped(each for each in privileges(table.grants) if each[2] == column)
    if taken:
        yield RevokePrivileges(collection="tables", schema=table.schema, name=table.name, taken=taken)


def _soft(change: Change, made: _Made) -> Change:
    if isinstance(change, SoftDropColumn):
        schema, table = made.table_after(change.schema, change.table)
        column = KeptColumn(schema=schema, table=table, column=change.column, kept=change.to)
        made.kept = replace(made.kept, columns=(*made.kept.columns, column))
    return change


def _type(change: ChangeType, made: _Made) -> Iterator[Change]:
    """What is kept before a change of type that cannot be taken back: by then the old column has another name."""
    before = the_column(made.schema, change.schema, change.table, change.column.name)
    move = change.move(Situation(before=made.schema, goal=made.aim, version=_ANY_VERSION))
    if not (move.lossy and cost(made.schema, before, change.column).rewrite):
        return
    back = cost(made.schema, change.column, before)
    table = the_table(made.schema, change.schema, change.table)
    types, reverse = move.using or (change.column.type,), back.using or (before.type,)
    utc = move.utc or back.needs_utc
    place = (change.schema, change.table, before.name)
    made.sides[place] = yield from _keep(made, table, before, move.kept, types, reverse, utc=utc)


def _keep(
    made: _Made,
    table: Table,
    column: Column,
    source: str,
    types: tuple[str, ...] = (),
    back: tuple[str, ...] = (),
    *,
    utc: bool = False,
) -> Generator[Change, None, str]:
    """The changes that keep what is in a column; gives back the side table, as `schema.name`."""
    key = _key(made, table, column)
    enums = Names(types=dict(made.renames.enums))
    after = the_table(made.aim, table.schema, table.name)
    side = side_table(made.schema, after, key, replace(column, type=in_type(column.type, enums)))
    yield from _namespace(made.schema, KEPT)
    yield from kept(table, key, side, column.name, source)
    schema, name = made.table_after(table.schema, table.name)
    values = KeptValues(
        schema=schema,
        table=name,
        key=made.columns_after(table.schema, table.name, key),
        column=column.name,
        side=side.name,
        side_key=key,
        side_column=column.name,
        types=types,
        back=back,
        utc=utc,
    )
    made.kept = replace(made.kept, values=(*made.kept.values, values))
    return f"{KEPT}.{side.name}"


def _key(made: _Made, table: Table, column: Column) -> tuple[str, ...]:
    """A key that is the same before and after: by it the values find their rows again."""
    after = the_table(made.aim, table.schema, table.name)
    before = {each.name: each.type for each in table.columns if each.name != column.name}
    key = row_key(after)
    if key and all(each.type == before.get(each.name) for each in after.columns if each.name in key):
        return key
    place = f"{table.schema}.{table.name}.{column.name}"
    raise WesleyError(
        Problem(
            code=KEEP_WITHOUT_KEY,
            message=f"what is in {place} cannot be kept in a side table: {table.schema}.{table.name} has no key that "
            "stays as it is",
            origin=column.origin,
            help="drop columns with --soft-drop, which keeps them in the table; or give the table a primary key first",
        )
    )


def _namespace(schema: Physical, name: str) -> Iterator[Change]:
    if all(one.name != name for one in schema.namespaces):
        yield CreateNamespace(namespace=Namespace(name=name))


def _is_needed(change: Change, schema: Physical) -> bool:
    """True for a drop of something on which stands what is kept."""
    part = kept_part(schema)
    if not part.tables:
        return False
    if isinstance(change, DropFunction):
        return stands_on(part, find(schema, "functions", change.schema, change.name, change.arguments))
    if isinstance(change, DropNamespace):
        return any(one.schema == change.name for name in IN_NAMESPACES for one in getattr(schema, name))
    if isinstance(change, DropEnum | DropDomain | DropSequence):
        return stands_on(part, find(schema, _DROPS[type(change)], change.schema, change.name))
    return isinstance(change, DropExtension)
