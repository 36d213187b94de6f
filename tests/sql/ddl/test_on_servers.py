"""Every statement runs on a real server, in an order in which each finds what it changes; the names are hostile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import psycopg
import pytest

from tests.sql.ddl.support import printed, sql
from wesley.ir.access import Extension, Grant, Namespace
from wesley.ir.column import Column, Generated, Identity
from wesley.ir.constraint import Check, Deferrable, ForeignKey, PrimaryKey, Unique
from wesley.ir.domain import Domain
from wesley.ir.enum import Enum
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.policy import Policy, PolicyCommand
from wesley.ir.routine import Function, Trigger, TriggerEvent, TriggerFiring, TriggerTiming
from wesley.ir.sequence import Sequence
from wesley.ir.table import Partition, Partitioning, PartitionStrategy, Table
from wesley.ir.view import View
from wesley.postgres.database import fresh_database
from wesley.sql.ddl import alter_column as column
from wesley.sql.ddl import alter_constraint as constraint
from wesley.sql.ddl import alter_enum as enum
from wesley.sql.ddl import alter_index as index
from wesley.sql.ddl import alter_policy as policy
from wesley.sql.ddl import alter_table as table
from wesley.sql.ddl import alter_trigger as trigger
from wesley.sql.ddl import domain, extension, function, grant, namespace, sequence, view
from wesley.sql.ddl.comment import Comment, Commented, comment_on, comment_on_function
from wesley.sql.ddl.enum import create_enum
from wesley.sql.ddl.foreign_key import add_foreign_key
from wesley.sql.ddl.index import create_index
from wesley.sql.ddl.policy import create_policy, enable_row_security, force_row_security
from wesley.sql.ddl.table import complete_table, create_table
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.text import quote_identifier


class Since(NamedTuple):
    """A statement that older servers lack."""

    version: int
    tree: Any


S, OTHER = 'my "schema"', "other's"
T, P, C = (S, "select"), (S, "Parent ü"), 'a "b" c'
Q = quote_identifier(C)


def positive(of: str = Q) -> Expression:
    return sql(f"{of} > 0")


def integer(name: str) -> Column:
    return Column(name=name, type="integer")


def plain_index(name: str) -> Index:
    return Index(name=name, keys=(IndexKey(column=C),), unique=True)


TABLES = (
    namespace.create_namespace(Namespace(name=S)),
    namespace.create_namespace(Namespace(name=OTHER)),
    create_table(Table(schema=T[0], name=T[1], columns=(integer(C), integer("n")), parameters=(("fillfactor", "70"),))),
    create_table(Table(schema=P[0], name=P[1], columns=(integer(C),), unlogged=True)),
    table.set_parameters(*T, (("toast.autovacuum_enabled", "false"), ("autovacuum_vacuum_scale_factor", "0.1"))),
    table.reset_parameters(*T, ("toast.autovacuum_enabled", "fillfactor")),
    table.set_logged(*P),
    table.set_unlogged(*P),
    table.set_logged(*P),
    table.rename_table(*P, "p; --"),
    table.set_table_schema(S, "p; --", OTHER),
    table.set_table_schema(OTHER, "p; --", S),
    table.rename_table(S, "p; --", P[1]),
)

_TEXT = "x y"
COLUMNS = (
    column.add_column(*T, Column(name="x", type="text", nullable=False, default=sql("'a' || 'b'"))),
    column.rename_column(*T, "x", _TEXT),
    column.alter_type(*T, _TEXT, "character varying(20)", collation="C", using=f"upper({quote_identifier(_TEXT)})"),
    column.alter_type(*T, _TEXT, "text"),
    column.set_default(*T, _TEXT, "NOT true"),
    column.drop_default(*T, _TEXT),
    column.drop_not_null(*T, _TEXT),
    column.set_not_null(*T, _TEXT),
    column.set_statistics(*T, _TEXT, 500),
    column.set_statistics(*T, _TEXT, None),
    column.set_storage(*T, _TEXT, "EXTERNAL"),
    Since(16, column.set_storage(*T, _TEXT, "DEFAULT")),
    Since(14, column.set_compression(*T, _TEXT, "pglz")),
    Since(14, column.set_compression(*T, _TEXT, None)),
    column.set_not_null(*T, C),
    column.add_identity(*T, C, Identity(start=7, increment=2)),
    column.alter_identity(*T, C, Identity(always=False, minimum=-5, maximum=50, cache=3, cycle=True)),
    column.alter_identity(*T, C, Identity()),
    column.drop_identity(*T, C),
    column.add_column(*T, Column(name="g", type="integer", generated=Generated(expression=sql("n + 1"), stored=True))),
    Since(17, column.set_expression(*T, "g", "n OPERATOR(pg_catalog.*) 2")),
    Since(13, column.drop_expression(*T, "g")),
    column.drop_column(*T, "g"),
)

CONSTRAINTS = (
    constraint.add_check_not_valid(*T, Check(name="c c", expression=positive(), no_inherit=True)),
    constraint.validate_constraint(*T, "c c"),
    constraint.rename_constraint(*T, "c c", "d"),
    constraint.drop_constraint(*T, "d"),
    Since(18, column.drop_not_null(*T, C)),
    Since(18, constraint.add_not_null_not_valid(*T, "n n", C)),
    Since(18, constraint.validate_constraint(*T, "n n")),
    Since(18, constraint.drop_constraint(*T, "n n")),
    Since(18, constraint.add_not_null_not_valid(*T, None, "n")),
    create_index(*T, plain_index("i i"), concurrently=True),
    constraint.add_key_using_index(*T, PrimaryKey(name="k'k", columns=(C,)), "i i"),
    create_index(*P, plain_index("j")),
    constraint.add_key_using_index(*P, Unique(name="u", columns=(C,), deferrable=Deferrable.INITIALLY_DEFERRED), "j"),
    add_foreign_key(
        *P,
        ForeignKey(
            name="f", columns=(C,), ref_schema=S, ref_table=T[1], ref_columns=(C,), match_full=True, valid=False
        ),
    ),
    constraint.validate_constraint(*P, "f"),
    constraint.set_deferrable(*P, "f", Deferrable.INITIALLY_DEFERRED),
    constraint.set_deferrable(*P, "f", Deferrable.INITIALLY_IMMEDIATE),
    constraint.set_deferrable(*P, "f", Deferrable.NO),
    constraint.drop_constraint(*P, "f"),
    *complete_table(
        Table(
            schema=S,
            name=P[1],
            columns=(Column(name=C, type="integer", storage="PLAIN", statistics=7),),
            checks=(Check(name="later", expression=positive(), valid=False),),
        )
    ),
)

PARTITIONED = (S, "parted")
LEAF = Partition(schema=OTHER, name="leaf", bound="FOR VALUES IN (1, NULL)")
INDEXES = (
    create_table(
        Table(
            schema=S,
            name="parted",
            columns=(integer(C),),
            partitioning=Partitioning(strategy=PartitionStrategy.LIST, keys=(IndexKey(column=C),)),
        )
    ),
    create_table(Table(schema=OTHER, name="leaf", columns=(integer(C),))),
    table.attach_partition(*PARTITIONED, LEAF),
    index.create_index_on_only(*PARTITIONED, plain_index("whole")),
    create_index(OTHER, "leaf", plain_index("part"), concurrently=True),
    index.attach_index(S, "whole", OTHER, "part"),
    table.detach_partition(*PARTITIONED, LEAF),
    table.attach_partition(*PARTITIONED, LEAF),
    Since(14, table.detach_partition(*PARTITIONED, LEAF, concurrently=True)),
    create_index(*T, plain_index("one")),
    index.rename_index(S, "one", "two; --"),
    index.set_index_parameters(S, "two; --", (("fillfactor", "80"),)),
    index.reset_index_parameters(S, "two; --", ("fillfactor",)),
    index.drop_index(S, "two; --", concurrently=True),
    create_index(*T, plain_index("one")),
    index.drop_index(S, "one"),
)

CODE = Domain(
    schema=S,
    name="code c",
    type="text",
    collation="C",
    default=sql("'x'"),
    nullable=False,
    checks=(Check(name="a'b", expression=sql("value <> ''")),),
)
MOVED = Sequence(schema=S, name="q q", owned_by=(*T, "n"))
TYPES = (
    create_enum(Enum(schema=S, name="e e", values=("a", "it's"))),
    enum.add_enum_value(S, "e e", "last"),
    enum.add_enum_value(S, "e e", "b\\", before="it's"),
    enum.add_enum_value(S, "e e", "c", after="a"),
    enum.rename_enum_value(S, "e e", "b\\", "B'"),
    enum.rename_enum(S, "e e", "f"),
    enum.set_enum_schema(S, "f", OTHER),
    enum.drop_enum(OTHER, "f"),
    domain.create_domain(CODE),
    domain.add_domain_check(S, CODE.name, Check(name="c", expression=sql("length(value) < 9")), not_valid=True),
    domain.validate_domain_check(S, CODE.name, "c"),
    domain.rename_domain_check(S, CODE.name, "c", "d d"),
    domain.drop_domain_check(S, CODE.name, "d d"),
    domain.set_domain_default(S, CODE.name, "'x' || 'y'"),
    domain.drop_domain_default(S, CODE.name),
    domain.drop_domain_not_null(S, CODE.name),
    domain.set_domain_not_null(S, CODE.name),
    domain.drop_domain(S, CODE.name),
    sequence.create_sequence(Sequence(schema=S, name="q", type="smallint", increment=-2, maximum=9, cycle=True)),
    sequence.rename_sequence(S, "q", "q q"),
    sequence.alter_sequence(Sequence(schema=S, name="q q", start=3, cache=2)),
    sequence.owned_by(MOVED),
    sequence.owned_by(Sequence(schema=S, name="q q")),
    sequence.drop_sequence(S, "q q"),
)

READ = Policy(name="p p", roles=("public",), using=positive(), command=PolicyCommand.UPDATE)
GRANTS = (
    Grant(role="public", privileges=("SELECT", "UPDATE"), columns=(C, "n")),
    Grant(role="public", privileges=("ALL",)),
)
ACCESS = (
    create_policy(*T, READ),
    policy.alter_policy(*T, Policy(name="p p", roles=("public",), using=positive("n"), check=positive())),
    policy.rename_policy(*T, "p p", "q"),
    enable_row_security(*T),
    force_row_security(*T),
    policy.no_force_row_security(*T),
    policy.disable_row_security(*T),
    policy.drop_policy(*T, "q"),
    *(grant.grant_on_table(*T, each) for each in GRANTS),
    *(grant.revoke_on_table(*T, each) for each in GRANTS),
    Since(17, grant.grant_on_table(*T, Grant(role="public", privileges=("MAINTAIN",)))),
    grant.grant_on_namespace(S, Grant(role="public", privileges=("USAGE",))),
    grant.revoke_on_namespace(S, Grant(role="public", privileges=("USAGE",))),
    extension.create_extension(Extension(name="plpgsql")),
    extension.drop_extension("plpgsql"),
    extension.create_extension(Extension(name="plpgsql")),
)

NOTHING = Function(
    schema=S,
    name="f f",
    returns="trigger",
    body="BEGIN RETURN NULL; END",
    settings=(("DateStyle", "iso, mdy"), ("my.own", "it's"), ("temp_tablespaces", "")),
    strict=True,
    leakproof=True,
    parallel="restricted",
    search_path="pg_catalog, public",
)


def when_changed(name: str, *events: TriggerEvent, new: str | None = None) -> Trigger:
    return Trigger(
        name=name,
        timing=TriggerTiming.AFTER,
        events=events,
        function_schema=S,
        function="f f",
        each_row=False,
        new_table=new,
    )


def view_of(name: str, *, materialized: bool = False) -> View:
    return View(
        schema=S,
        name=name,
        query=sql(f'SELECT {Q} FROM "my ""schema"""."select"'),
        materialized=materialized,
        parameters=(("fillfactor", "90"),)
        if materialized
        else (("check_option", "local"), ("security_barrier", "true")),
    )


LIST, STORED = view_of("list l"), view_of("stored", materialized=True)


def code(version: int) -> tuple[Any, ...]:
    """Functions, triggers and views; what is said of a view depends on the version."""
    return (
        function.create_function(NOTHING),
        function.replace_function(NOTHING),
        create_trigger(*T, when_changed("g", TriggerEvent.INSERT, new="New rows")),
        create_trigger(*T, when_changed("h'h", TriggerEvent.DELETE, TriggerEvent.TRUNCATE)),
        *(trigger.set_trigger_firing(*T, "h'h", firing) for firing in TriggerFiring),
        trigger.rename_trigger(*T, "h'h", "h"),
        trigger.drop_trigger(*T, "h"),
        trigger.drop_trigger(*T, "g"),
        function.rename_function(NOTHING, "f"),
        function.drop_function(Function(schema=S, name="f", returns="trigger", body="")),
        view.create_view(LIST, version),
        view.replace_view(LIST, version),
        view.set_view_parameters(LIST, (("security_barrier", "false"),)),
        view.reset_view_parameters(LIST, ("security_barrier",)),
        Since(15, view.set_view_parameters(LIST, (("security_invoker", "true"),))),
        view.create_view(STORED, version),
        create_index(S, "stored", plain_index("stored i")),
        view.set_view_parameters(STORED, (("fillfactor", "80"),)),
        view.reset_view_parameters(STORED, ("fillfactor",)),
        view.rename_view(LIST, "l"),
    )


COMMENTED = (
    sequence.create_sequence(Sequence(schema=S, name="s")),
    domain.create_domain(Domain(schema=S, name="d", type="integer")),
    function.create_function(NOTHING),
    comment_on_function(S, "f f", "", "it's"),
    comment_on_function(S, "f f", "", None),
)
COMMENTS = [
    Comment(on, name, text)
    for on, name in (
        (Commented.TABLE, T),
        (Commented.COLUMN, (*T, C)),
        (Commented.TYPE, (S, "d")),
        (Commented.DOMAIN, (S, "d")),
        (Commented.SEQUENCE, (S, "s")),
        (Commented.INDEX, (S, "k'k")),
        (Commented.VIEW, (S, "l")),
        (Commented.MATERIALIZED_VIEW, (S, "stored")),
    )
    for text in ("it's", None)
]
END = (
    sequence.drop_sequence(S, "s"),
    domain.drop_domain(S, "d"),
    function.drop_function(NOTHING),
    view.drop_view(View(schema=S, name="l", query=LIST.query)),
    view.drop_view(STORED),
)


def run(connection: psycopg.Connection[Any], version: int, steps: Iterable[Any]) -> None:
    for step in steps:
        if not isinstance(step, Since):
            connection.execute(printed(step).encode())
        elif step.version <= version:
            connection.execute(printed(step.tree).encode())


@pytest.mark.server
@pytest.mark.parametrize("version", [12, 15, 18])
def test_every_statement(version: int, request: pytest.FixtureRequest) -> None:
    server = request.getfixturevalue(f"server{version}")
    with (
        fresh_database(server.conninfo(), "ddl") as conninfo,
        psycopg.connect(conninfo, autocommit=True) as connection,
    ):
        for steps in (TABLES, COLUMNS, CONSTRAINTS, INDEXES, TYPES, ACCESS, code(version), COMMENTED):
            run(connection, version, steps)
        for comment in COMMENTS:
            connection.execute(comment_on(comment).encode())
        assert not connection.execute("SELECT FROM pg_description WHERE description = 'it''s'").fetchall()
        with connection.transaction():
            run(connection, version, [table.lock_table((T, P), mode) for mode in sorted(table.LOCK_MODES)])
        run(connection, version, END)
        drops = [table.drop_table(*each) for each in (T, P, PARTITIONED)]
        run(connection, version, [*drops, *_leaf(version), *map(namespace.drop_namespace, (S, OTHER))])


def _leaf(version: int) -> list[Any]:
    """The partition goes with its table where it could not be detached."""
    return [table.drop_table(LEAF.schema, LEAF.name)] if version >= 14 else []
