"""Rows for tests: one for tenant A and one for tenant B in each table, found without a server.

Foreign keys are followed to rows of the same tenant, checks are satisfied by trying values. What cannot be found is
said (`Unsolved`), never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from wesley.ir.api import Tenant
from wesley.ir.column import Column
from wesley.ir.constraint import ForeignKey
from wesley.ir.routine import Function
from wesley.ir.schema import Schema
from wesley.ir.table import Table
from wesley.sql.text import qualified
from wesley.targets.pgtap.candidates import KEY, candidates
from wesley.targets.pgtap.conditions import Cells, Condition, bases, condition, satisfy, violate, whole_row
from wesley.targets.pgtap.evaluating import Unknown, Value
from wesley.targets.pgtap.written import Filled, filled

Key = tuple[str, str]


SECOND = 2  # from a tenant's row to its second row


class Unsolved(Exception):  # noqa: N818  # no fault: the reason why a test is skipped
    """No row can be found for a table; the message says why."""


_Fact = TypeVar("_Fact")


class _PerTable(dict[Key, _Fact]):
    """A fact about each table, found when it is asked for."""

    def __init__(self, find: Callable[[Key], _Fact]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: Key) -> _Fact:
        found = self[key] = self._find(key)
        return found


class Fixtures:
    """The rows of a schema, each found once.

    Args:
        schema: a valid schema.
    """

    def __init__(self, schema: Schema) -> None:
        physical = schema.physical
        self.tables: dict[Key, Table] = {(table.schema, table.name): table for table in physical.tables}
        self.tenants: dict[Key, Tenant] = {
            one.relation: one.tenant
            for one in schema.api.objects
            if one.tenant and one.relation in self.tables and one.relation is not None
        }
        self.functions: Mapping[Key, Function] = {(one.schema, one.name): one for one in physical.functions}
        self.filled = _PerTable(lambda key: filled(self.tables[key], self.functions))
        self._labels = {qualified(enum.schema, enum.name): enum.values for enum in physical.enums}
        self.root = next((key for key, tenant in self.tenants.items() if tenant.root), None)
        self._referenced: dict[Key, set[str]] = {}
        for table in physical.tables:
            for key in table.foreign_keys:
                self._referenced.setdefault(target(key), set()).update(key.ref_columns)
        self._conditions: dict[Key, tuple[Condition, ...]] = {}
        self._cells: dict[tuple[Key, str, int], str | None] = {}
        self._checked: dict[tuple[Key, int, bool], Cells] = {}
        self._open: set[tuple[Key, str, int]] = set()
        self._rows: dict[tuple[Key, int, bool], dict[str, str | None]] = {}
        self._parents = _PerTable(lambda key: _narrowest(self.tables[key]))
        self._identifying = _PerTable(lambda key: _identifying(self.tables[key]))
        self._demanded = _PerTable(lambda key: _demanded(self.filled[key]))
        self._distinct = _PerTable(lambda key: _distinct(self.tables[key]))
        self._checked_columns = _PerTable(lambda key: _checked(self.filled[key]))

    def referenced(self, key: Key) -> frozenset[str]:
        """The columns that foreign keys of any table refer to."""
        return frozenset(self._referenced.get(key, ()))

    def followed(self, key: Key) -> frozenset[Key]:
        """The tables of whose rows a row of this one speaks even where its nullable foreign keys are left null."""
        table = self.tables[key]
        given = {column.name for column in table.columns if not column.nullable}
        given |= self._checked_columns[key] | self._identifying[key] | self._demanded[key] | self.referenced(key)
        given |= {self.tenants[key].column} if key in self.tenants else set()
        found = {target(one) for one in table.foreign_keys if given.issuperset(one.columns)}
        return frozenset(found | {target(one) for name, (one, _) in self._parents[key].items() if name in given})

    def row(self, key: Key, tenant: int, *, full: bool) -> Cells:
        """The columns that an INSERT must name, with their values.

        Args:
            key: schema and name of the table.
            tenant: 0 for tenant A, 1 for tenant B, 2 and 3 for a second row of each.
            full: whether nullable foreign keys refer to a row too.

        Raises:
            Unsolved: none can be found.
        """
        memo = (key, tenant, full)
        if memo not in self._rows:
            checked = self._check_values(key, tenant, full=full)
            row: dict[str, str | None] = {}
            for column in self.tables[key].in_order():
                if column.generated is None and column.name not in self.filled[key].names:
                    row.update(self._stated(key, column, tenant, checked, full=full))
            self._refuse(key, tenant, row, full=full)
            self._rows[memo] = row
        return self._rows[memo]

    def _refuse(self, key: Key, tenant: int, row: Cells, *, full: bool) -> None:
        """Give up a row in which a trigger writes null where none may be, or what another row may have in a key."""
        one, table, names = self.filled[key], self.tables[key], self.filled[key].names
        if not names:
            return
        own = whole_row(one, row)
        key_columns = table.primary_key.columns if table.primary_key else ()
        for name in sorted(names):
            needed = name in key_columns or name in self._parents[key] or self._is_tenant(key, name)
            if needed or (own[name] is None and not self._column(key, name).nullable):
                raise Unsolved(f"a trigger writes {key[1]}.{name}")
        others = [whole_row(one, self.row(key, other, full=full)) for other in range(tenant)]
        for columns in _keys(table):
            if names.intersection(columns) and any(not _differ(own, other, columns) for other in others):
                raise Unsolved(f"a trigger writes part of the key {', '.join(columns)} of {key[1]}")

    def _unsatisfied(self, key: Key) -> str:
        """Why no row was found, with the column that a trigger writes where that may be the reason."""
        checked = {name for check in self.tables[key].checks for name in check.expression.columns}
        written = sorted(checked & self.filled[key].names)
        more = f"; a trigger writes {', '.join(written)}" if written else ""
        return f"no values were found that satisfy the checks of {key[1]}{more}"

    def cell(self, key: Key, name: str, tenant: int) -> str | None:
        """The value that a foreign key finds in a column of the tenant's row.

        Raises:
            Unsolved: none can be found.
        """
        memo = (key, name, tenant % 2 if key == self.root else tenant)
        tenant = memo[2]
        if memo not in self._cells:
            if memo in self._open:
                return self._first(key, self._column(key, name), tenant)
            self._open.add(memo)
            try:
                self._cells[memo] = self._find(key, name, tenant)
            finally:
                self._open.discard(memo)
        return self._cells[memo]

    def second_rows(self, key: Key) -> tuple[Cells, ...]:
        """A second row of each tenant.

        Raises:
            Unsolved: none can be found that differs from the first in each key.
        """
        table, keys = self.tables[key], [unique.columns for unique in self.tables[key].uniques]
        keys += [table.primary_key.columns] if table.primary_key else []
        first, second = self.row(key, 0, full=False), self.row(key, SECOND, full=False)
        if key == self.root or table.rows or any(_same(first, second, columns) for columns in keys):
            raise Unsolved(f"a second row of {table.name} would be needed")
        return (second, self.row(key, SECOND + 1, full=False))

    def violations(self, key: Key, name: str) -> list[Cells]:
        """Values that break the check of this name and no other; none when it has a shape that is not read."""
        table = self.tables[key]
        conditions = self.conditions(key)
        broken = next((one for one in conditions if one.name == name), None)
        if broken is None or len(conditions) < len(table.checks):
            return []
        return violate(self.filled[key], broken, conditions, self._choices(key, 0, full=False))

    def adjusted(self, key: Key, row: Cells, cells: Cells) -> Cells:
        """Cells to set in a row of tenant A, with those that the checks then demand of other columns.

        Raises:
            Unsolved: no row with these cells satisfies the checks.
        """
        choices = self._choices(key, 0, full=True)
        kept = {
            name: [row.get(name), *(value for value in found if value != row.get(name))]
            for name, found in choices.items()
        }
        fixed = {name: [cells[name]] if name in cells else found for name, found in kept.items()}
        found = satisfy(self.filled[key], self.conditions(key), fixed)
        if found is None:
            raise Unsolved(self._unsatisfied(key))
        return {**cells, **{name: value for name, value in found.items() if value != row.get(name)}}

    def conditions(self, key: Key) -> tuple[Condition, ...]:
        """The checks of a table that can be evaluated."""
        if key not in self._conditions:
            found = (condition(check) for check in self.tables[key].checks)
            self._conditions[key] = tuple(one for one in found if one is not None)
        return self._conditions[key]

    def _find(self, key: Key, name: str, tenant: int) -> str | None:
        table, column = self.tables[key], self._column(key, name)
        if name in self.filled[key].names:
            raise Unsolved(f"a trigger writes {key[1]}.{name}")
        if table.rows and name in table.rows.columns and table.rows.values:
            return table.rows.values[tenant % len(table.rows.values)][table.rows.columns.index(name)]
        parent = self._parents[key].get(name)
        if parent and not column.nullable:
            return self.cell(target(parent[0]), parent[1], tenant % 2)
        if name in self._checked_columns[key]:
            return self._check_values(key, tenant, full=False).get(name)
        return self._first(key, column, tenant)

    def _stated(self, key: Key, column: Column, tenant: int, checked: Cells, *, full: bool) -> dict[str, str | None]:
        """The cell of one column, or nothing when the INSERT may leave the column out."""
        name = column.name
        if name in checked:
            return {name: checked[name]} if checked[name] is not None or column.default else {}
        if (parent := self._parents[key].get(name)) and (full or not column.nullable):
            try:
                return {name: self.cell(target(parent[0]), parent[1], tenant % 2)}
            except Unsolved:
                if not column.nullable:
                    raise
        if name in self._referenced.get(key, ()) or name in self._identifying[key] or self._is_tenant(key, name):
            return {name: self.cell(key, name, tenant)}
        if (column.nullable and name not in self._demanded[key]) or column.default or column.identity:
            return {}
        return {name: self.cell(key, name, tenant)}

    def _check_values(self, key: Key, tenant: int, *, full: bool) -> Cells:
        """Values of all columns that checks speak of."""
        memo = (key, tenant, full)
        if memo not in self._checked:
            table = self.tables[key]
            unread = {check.name for check in table.checks} - {one.name for one in self.conditions(key)}
            if unread:
                raise Unsolved(f"the check {min(unread)} is not understood")
            taken = [self._check_values(key, other, full=full) for other in range(tenant)]
            conditions = self.conditions(key)
            found = satisfy(self.filled[key], conditions, self._choices(key, tenant, full=full, taken=taken, most=1))
            if found is None:  # the first values do not do
                found = satisfy(self.filled[key], conditions, self._choices(key, tenant, full=full, taken=taken))
            if found is None:
                raise Unsolved(self._unsatisfied(key))
            self._checked[memo] = found
        return self._checked[memo]

    def _choices(
        self, key: Key, tenant: int, *, full: bool, taken: Sequence[Cells] = (), most: int | None = None
    ) -> dict[str, list[str | None]]:
        """What the columns of checks may be; in keys none of the values that are taken."""
        used = {(name, row[name]) for row in taken for name in row if name in self._distinct[key]}
        choices: dict[str, list[str | None]] = {}
        for column in self.tables[key].in_order():
            if column.name in self._checked_columns[key]:
                possible = self._possible(key, column, tenant, full=full)
                free = (value for value in possible if value is None or (column.name, value) not in used)
                choices[column.name] = list(islice(free, most))
        return choices

    def _possible(self, key: Key, column: Column, tenant: int, *, full: bool) -> Iterator[str | None]:
        parent = self._parents[key].get(column.name)
        if parent:
            if column.nullable and not full:
                yield None
            yield self.cell(target(parent[0]), parent[1], tenant % 2)
            yield self.cell(target(parent[0]), parent[1], tenant % 2 + SECOND)
        elif self._is_tenant(key, column.name) and key != self.root:
            yield self._first(key, column, tenant)
        else:
            yield from self._values(key, column, tenant)
        if column.nullable and not (parent and not full):
            yield None

    def _values(self, key: Key, column: Column, tenant: int) -> Iterator[str]:
        hints = tuple(one.node for one in self.conditions(key) if column.name in bases(self.filled[key], one))
        labels = self._labels.get(column.type, ())
        seed = f"{KEY if column.name in self._distinct[key] else ''}{key[1]} {column.name}"
        return candidates(column.type, seed, tenant, hints, labels)

    def _first(self, key: Key, column: Column, tenant: int) -> str | None:
        if self._is_tenant(key, column.name) and key != self.root:
            return self.tenant_value(key, tenant)
        found = next(self._values(key, column, tenant), None)
        if found is None:
            raise Unsolved(f"no values of type {column.type} are known, for {key[1]}.{column.name}")
        return found

    def tenant_value(self, key: Key, tenant: int) -> str:
        """The tenant's own key: that of its row in the root table, where there is one.

        Raises:
            Unsolved: no value of the column's type is known.
        """
        column = self._column(key, self.tenants[key].column)
        if self.root is not None:
            found = self.cell(self.root, self.tenants[self.root].column, tenant % 2)
            if found is not None:
                return found
        found = next(candidates(column.type, KEY + "tenant", tenant % 2, (), self._labels.get(column.type, ())), None)
        if found is None:
            raise Unsolved(f"no values of type {column.type} are known, for {key[1]}.{column.name}")
        return found

    def _is_tenant(self, key: Key, name: str) -> bool:
        return key in self.tenants and self.tenants[key].column == name

    def _column(self, key: Key, name: str) -> Column:
        column = self.tables[key].column(name) if key in self.tables else None
        if column is None:
            raise Unsolved(f"{'.'.join(key)} is not part of the schema")
        return column


def _same(first: Cells, second: Cells, columns: tuple[str, ...]) -> bool:
    return all(first.get(name) is not None and first[name] == second.get(name) for name in columns)


def _narrowest(table: Table) -> dict[str, tuple[ForeignKey, str]]:
    """For each column the foreign key that it belongs to, the narrowest first, and the column that it refers to."""
    found: dict[str, tuple[ForeignKey, str]] = {}
    for key in sorted(table.foreign_keys, key=lambda key: (len(key.columns), key.name)):
        for name, to in zip(key.columns, key.ref_columns, strict=True):
            found.setdefault(name, (key, to))
    return found


def _distinct(table: Table) -> set[str]:
    """Columns of keys: two rows should differ in them."""
    return {name for columns in _keys(table) for name in columns}


def _keys(table: Table) -> list[tuple[str, ...]]:
    keys = [unique.columns for unique in table.uniques]
    keys += [index.leading_columns() for index in table.indexes if index.unique]
    keys += [table.primary_key.columns] if table.primary_key else []
    return keys


def _differ(first: Mapping[str, Value], second: Mapping[str, Value], columns: tuple[str, ...]) -> bool:
    """Whether two rows certainly differ in a key."""
    pairs = [(first.get(name, Unknown.UNKNOWN), second.get(name, Unknown.UNKNOWN)) for name in columns]
    return any(a != b and not isinstance(a, Unknown) and not isinstance(b, Unknown) for a, b in pairs)


def _demanded(one: Filled) -> set[str]:
    """Columns of which a trigger computes another that may not be null."""
    required = [name for name in one.names if (column := one.table.column(name)) and not column.nullable]
    return set(one.bases(required))


def _identifying(table: Table) -> set[str]:
    """Columns of keys that have no nulls: their defaults are not relied on, since two rows must differ in them."""
    nullable = {column.name for column in table.columns if column.nullable}
    return (_distinct(table) - nullable) | set(table.primary_key.columns if table.primary_key else ())


def _checked(one: Filled) -> set[str]:
    """Columns that checks speak of, computed ones replaced by what they are computed of."""
    return set(one.bases(name for check in one.table.checks for name in check.expression.columns))


def target(key: ForeignKey) -> Key:
    """Schema and name of the table that a foreign key refers to."""
    return (key.ref_schema, key.ref_table)
