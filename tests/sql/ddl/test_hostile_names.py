"""No name changes what a statement does: each is printed so that it reads back as itself, or it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.sql.ddl.support import printed, sql
from tests.support.ir import HOSTILE
from wesley.ir.access import Grant
from wesley.ir.column import Column, Identity
from wesley.ir.constraint import Check, Deferrable, PrimaryKey
from wesley.ir.domain import Domain
from wesley.ir.index import Index, IndexKey
from wesley.ir.policy import Policy
from wesley.ir.routine import Function, Trigger, TriggerEvent, TriggerFiring, TriggerTiming
from wesley.ir.sequence import Sequence
from wesley.ir.table import Partition, Table
from wesley.ir.view import View
from wesley.sql.ddl import alter_column as column
from wesley.sql.ddl import alter_constraint as constraint
from wesley.sql.ddl import alter_enum as enum
from wesley.sql.ddl import alter_index as index
from wesley.sql.ddl import alter_policy as policy
from wesley.sql.ddl import alter_table as table
from wesley.sql.ddl import alter_trigger as trigger
from wesley.sql.ddl import domain, extension, function, grant, namespace, sequence, view
from wesley.sql.ddl.table import complete_table, create_table
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.error import SqlError

NAMES = (*HOSTILE, "x" * 63, "ä" * 31, "value", "default", "using")
CHECK = sql("value > 0")

QUOTE = '"'

Build = Callable[[str], Any]


def _view(name: str) -> View:
    return View(schema=name, name=name, query=sql("SELECT 1"))


def _function(name: str) -> Function:
    return Function(
        schema=name, name=name, returns="trigger", body=name, search_path=f'"{name.replace(QUOTE, QUOTE * 2)}"'
    )


def _trigger(name: str) -> Trigger:
    return Trigger(
        name=name,
        timing=TriggerTiming.AFTER,
        events=(TriggerEvent.UPDATE,),
        function_schema=name,
        function=name,
        old_table=name,
        new_table=name,
        each_row=False,
    )


COLUMN: tuple[Build, ...] = (
    lambda n: column.add_column(n, n, Column(name=n, type="int")),
    lambda n: column.drop_column(n, n, n),
    lambda n: column.rename_column(n, n, n, n),
    lambda n: column.set_default(n, n, n, "1"),
    lambda n: column.drop_default(n, n, n),
    lambda n: column.set_not_null(n, n, n),
    lambda n: column.drop_not_null(n, n, n),
    lambda n: column.alter_type(n, n, n, "text", collation="C", using="1"),
    lambda n: column.set_statistics(n, n, n, 1),
    lambda n: column.set_storage(n, n, n, "PLAIN"),
    lambda n: column.set_compression(n, n, n, "lz4"),
    lambda n: column.add_identity(n, n, n, Identity()),
    lambda n: column.alter_identity(n, n, n, Identity()),
    lambda n: column.drop_identity(n, n, n),
    lambda n: column.drop_expression(n, n, n),
    lambda n: column.set_expression(n, n, n, "1"),
)
TABLE: tuple[Build, ...] = (
    lambda n: create_table(Table(schema=n, name=n, unlogged=True, parameters=(("fillfactor", "70"),))),
    lambda n: complete_table(Table(schema=n, name=n, columns=(Column(name=n, type="int", statistics=1),)))[0],
    lambda n: table.drop_table(n, n),
    lambda n: table.rename_table(n, n, n),
    lambda n: table.set_table_schema(n, n, n),
    lambda n: table.set_parameters(n, n, (("a", "b"),)),
    lambda n: table.reset_parameters(n, n, ("a",)),
    lambda n: table.set_logged(n, n),
    lambda n: table.set_unlogged(n, n),
    lambda n: table.attach_partition(n, n, Partition(schema=n, name=n, bound="DEFAULT")),
    lambda n: table.detach_partition(n, n, Partition(schema=n, name=n, bound="DEFAULT")),
    lambda n: table.lock_table(((n, n), (n, n)), "SHARE"),
)
CONSTRAINT: tuple[Build, ...] = (
    lambda n: constraint.add_check_not_valid(n, n, Check(name=n, expression=CHECK)),
    lambda n: constraint.add_not_null_not_valid(n, n, n, n),
    lambda n: constraint.validate_constraint(n, n, n),
    lambda n: constraint.drop_constraint(n, n, n),
    lambda n: constraint.rename_constraint(n, n, n, n),
    lambda n: constraint.add_key_using_index(n, n, PrimaryKey(name=n, columns=(n,)), n),
    lambda n: constraint.set_deferrable(n, n, n, Deferrable.NO),
)
INDEX: tuple[Build, ...] = (
    lambda n: index.drop_index(n, n, concurrently=True),
    lambda n: index.rename_index(n, n, n),
    lambda n: index.set_index_parameters(n, n, (("a", "b"),)),
    lambda n: index.reset_index_parameters(n, n, ("a",)),
    lambda n: index.create_index_on_only(n, n, Index(name=n, keys=(IndexKey(column=n),))),
    lambda n: index.attach_index(n, n, n, n),
)
TYPE: tuple[Build, ...] = (
    lambda n: enum.add_enum_value(n, n, n, before=n),
    lambda n: enum.add_enum_value(n, n, n, after=n),
    lambda n: enum.rename_enum_value(n, n, n, n),
    lambda n: enum.rename_enum(n, n, n),
    lambda n: enum.set_enum_schema(n, n, n),
    lambda n: enum.drop_enum(n, n),
    lambda n: domain.create_domain(
        Domain(schema=n, name=n, type="int", checks=(Check(name=n, expression=CHECK),), default=sql("1"))
    ),
    lambda n: domain.add_domain_check(n, n, Check(name=n, expression=CHECK)),
    lambda n: domain.validate_domain_check(n, n, n),
    lambda n: domain.drop_domain_check(n, n, n),
    lambda n: domain.rename_domain_check(n, n, n, n),
    lambda n: domain.set_domain_default(n, n, "1"),
    lambda n: domain.drop_domain_default(n, n),
    lambda n: domain.set_domain_not_null(n, n),
    lambda n: domain.drop_domain_not_null(n, n),
    lambda n: domain.drop_domain(n, n),
    lambda n: sequence.create_sequence(Sequence(schema=n, name=n)),
    lambda n: sequence.alter_sequence(Sequence(schema=n, name=n)),
    lambda n: sequence.owned_by(Sequence(schema=n, name=n, owned_by=(n, n, n))),
    lambda n: sequence.rename_sequence(n, n, n),
    lambda n: sequence.drop_sequence(n, n),
)
ACCESS: tuple[Build, ...] = (
    lambda n: policy.alter_policy(n, n, Policy(name=n, roles=(n,))),
    lambda n: policy.rename_policy(n, n, n, n),
    lambda n: policy.drop_policy(n, n, n),
    lambda n: policy.disable_row_security(n, n),
    lambda n: policy.no_force_row_security(n, n),
    lambda n: grant.revoke_on_table(n, n, Grant(role=n, privileges=("SELECT",), columns=(n, n))),
    lambda n: grant.revoke_on_namespace(n, Grant(role=n, privileges=("USAGE",))),
    namespace.drop_namespace,
    extension.drop_extension,
)
CODE: tuple[Build, ...] = (
    lambda n: create_trigger(n, n, _trigger(n)),
    lambda n: trigger.set_trigger_firing(n, n, n, TriggerFiring.ALWAYS),
    lambda n: trigger.rename_trigger(n, n, n, n),
    lambda n: trigger.drop_trigger(n, n, n),
    lambda n: function.replace_function(_function(n)),
    lambda n: function.rename_function(_function(n), n),
    lambda n: function.drop_function(_function(n)),
    lambda n: view.replace_view(_view(n), 15),
    lambda n: view.rename_view(_view(n), n),
    lambda n: view.set_view_parameters(_view(n), (("a", "b"),)),
    lambda n: view.reset_view_parameters(_view(n), ("a",)),
    lambda n: view.drop_view(_view(n)),
)
GROUPS = {
    "column": COLUMN,
    "table": TABLE,
    "constraint": CONSTRAINT,
    "index": INDEX,
    "type": TYPE,
    "access": ACCESS,
    "code": CODE,
}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_stays_a_name(group: str, name: str) -> None:
    for build in GROUPS[group]:
        printed(build(name))


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("name", ["", "a\0b", "\ud800", "x" * 64 + "\n"], ids=["empty", "NUL", "surrogate", "long"])
def test_what_is_no_name_is_refused(group: str, name: str) -> None:
    for build in GROUPS[group]:
        with pytest.raises(SqlError):
            printed(build(name))
