"""Schemas that are written by hand for the golden files."""

from __future__ import annotations

from wesley.ir.access import Extension, Grant, Namespace, Role
from wesley.ir.column import Column, Generated, Identity
from wesley.ir.constraint import (
    Check,
    Deferrable,
    Exclusion,
    ExclusionElement,
    ForeignKey,
    PrimaryKey,
    ReferentialAction,
    Unique,
)
from wesley.ir.enum import Enum
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.origin import Position
from wesley.ir.policy import Policy, PolicyCommand
from wesley.ir.routine import Function, Trigger, TriggerEvent, TriggerTiming
from wesley.ir.schema import Physical, Schema
from wesley.ir.table import Partition, Partitioning, PartitionStrategy, Rows, Table
from wesley.ir.view import View


def sql(text: str, *functions: str) -> Expression:
    """An expression in canonical text, with the functions that it calls where that matters."""
    return Expression(sql=text, functions=functions)


def key(position: int = 1) -> Column:
    """A uuid key that PostgreSQL fills."""
    return Column(name="id", type="uuid", nullable=False, default=sql("gen_random_uuid()"), position=Position(position))


SMALL = Schema(
    physical=Physical(
        tables=(
            Table(
                schema="public",
                name="users",
                comment="People who can log in.",
                columns=(
                    key(),
                    Column(name="email", type="text", nullable=False, position=Position(2), comment="It's unique."),
                ),
                primary_key=PrimaryKey(name="users_pkey", columns=("id",)),
                uniques=(Unique(name="users_email_key", columns=("email",)),),
            ),
            Table(
                schema="public",
                name="orders",
                columns=(
                    key(),
                    Column(name="user_id", type="uuid", nullable=False, position=Position(2)),
                    Column(name="total", type="numeric(12,2)", nullable=False, position=Position(3)),
                ),
                primary_key=PrimaryKey(name="orders_pkey", columns=("id",)),
                checks=(Check(name="orders_total_check", expression=sql("total >= 0")),),
                foreign_keys=(
                    ForeignKey(
                        name="orders_user_id_fkey",
                        columns=("user_id",),
                        ref_schema="public",
                        ref_table="users",
                        ref_columns=("id",),
                        on_delete=ReferentialAction.CASCADE,
                    ),
                ),
                indexes=(Index(name="orders_user_id_idx", keys=(IndexKey(column="user_id"),)),),
            ),
        )
    )
)

_TENANT = sql("org_id = (SELECT (NULLIF(current_setting('app.tenant_id', true), ''))::uuid)")

TENANTS = Schema(
    roles=(Role(name="app_user"),),
    physical=Physical(
        namespaces=(Namespace(name="app", grants=(Grant(role="app_user", privileges=("USAGE",)),)),),
        tables=(
            Table(
                schema="app",
                name="projects",
                columns=(
                    key(),
                    Column(name="org_id", type="uuid", nullable=False, position=Position(2)),
                    Column(name="name", type="text", nullable=False, position=Position(3)),
                ),
                primary_key=PrimaryKey(name="projects_pkey", columns=("id",)),
                uniques=(Unique(name="projects_org_id_id_key", columns=("org_id", "id")),),
                policies=(Policy(name="projects_tenant", roles=("app_user",), using=_TENANT, check=_TENANT),),
                row_security=True,
                force_row_security=True,
                grants=(
                    Grant(role="app_user", privileges=("DELETE", "INSERT", "SELECT")),
                    Grant(role="app_user", privileges=("UPDATE",), columns=("name",)),
                ),
            ),
        ),
    ),
)

_EVENTS = Table(
    schema="public",
    name="events",
    columns=(
        Column(name="id", type="bigint", nullable=False, identity=Identity(), position=Position(1)),
        Column(name="at", type="timestamp(3) with time zone", nullable=False, position=Position(2)),
    ),
    primary_key=PrimaryKey(name="events_pkey", columns=("id", "at")),
    partitioning=Partitioning(
        strategy=PartitionStrategy.RANGE,
        keys=(IndexKey(column="at"),),
        partitions=(
            Partition(schema="public", name="events_default", bound="DEFAULT"),
            Partition(schema="public", name="events_2026", bound="FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"),
        ),
    ),
)

_LEVELS = Table(
    schema="public",
    name="levels",
    columns=(Column(name="value", type="text", nullable=False, position=Position(1)),),
    primary_key=PrimaryKey(name="levels_pkey", columns=("value",)),
    rows=Rows(columns=("value",), values=(("LOW",), ("HIGH",), ("it's \\ odd",))),
)

_ROOMS = Table(
    schema="public",
    name="Room Bookings",
    columns=(
        Column(
            name="id", type="bigint", nullable=False, identity=Identity(always=False, start=100), position=Position(1)
        ),
        Column(name="user", type="text", nullable=False, collation="C", position=Position(2)),
        Column(name="during", type="tstzrange", nullable=False, position=Position(3)),
        Column(name="status", type="public.status", nullable=False, default=sql("'draft'"), position=Position(4)),
        Column(name="level", type="text", default=sql("'LOW'"), position=Position(5)),
        Column(name="previous", type="bigint", position=Position(6)),
        Column(
            name="label",
            type="text",
            generated=Generated(expression=sql('upper("user")'), stored=True),
            position=Position(7),
        ),
        Column(name="updated_at", type="timestamp with time zone", default=sql("now()"), position=Position(8)),
    ),
    primary_key=PrimaryKey(name="Room Bookings_pkey", columns=("id",)),
    uniques=(
        Unique(
            name="Room Bookings_user_key",
            columns=("user", "previous"),
            nulls_not_distinct=True,
            deferrable=Deferrable.INITIALLY_DEFERRED,
        ),
    ),
    exclusions=(
        Exclusion(
            name="no_overlap",
            method="gist",
            elements=(
                ExclusionElement(key=IndexKey(column="user"), operator="="),
                ExclusionElement(key=IndexKey(column="during"), operator="&&"),
            ),
            where=sql("status <> 'draft'"),
        ),
    ),
    foreign_keys=(
        ForeignKey(
            name="Room Bookings_previous_fkey",
            columns=("previous",),
            ref_schema="public",
            ref_table="Room Bookings",
            ref_columns=("id",),
            on_delete=ReferentialAction.SET_NULL,
            set_columns=("previous",),
            deferrable=Deferrable.INITIALLY_DEFERRED,
        ),
        ForeignKey(
            name="Room Bookings_level_fkey",
            columns=("level",),
            ref_schema="public",
            ref_table="levels",
            ref_columns=("value",),
            on_update=ReferentialAction.CASCADE,
        ),
    ),
    indexes=(
        Index(
            name="Room Bookings_user_idx",
            keys=(
                IndexKey(expression=sql('lower("user")'), opclass="text_pattern_ops"),
                IndexKey(column="updated_at", descending=True, nulls_first=False),
            ),
            include=("status",),
            parameters=(("fillfactor", "70"),),
            where=sql("level IS NOT NULL"),
            comment="For the search by name.",
        ),
    ),
    triggers=(
        Trigger(
            name="touch",
            timing=TriggerTiming.BEFORE,
            events=(TriggerEvent.UPDATE,),
            function_schema="public",
            function="set_updated_at",
            when=sql("old.status IS DISTINCT FROM new.status"),
        ),
    ),
    policies=(
        Policy(name="everybody reads", command=PolicyCommand.SELECT, roles=("public",), using=sql("true")),
        Policy(
            name="nobody deletes", permissive=False, command=PolicyCommand.DELETE, roles=("Audit",), using=sql("false")
        ),
    ),
    row_security=True,
)

EVERYTHING = Schema(
    roles=(Role(name="Audit"),),
    physical=Physical(
        extensions=(Extension(name="btree_gist"),),
        enums=(Enum(schema="public", name="status", values=("draft", "done"), comment="Where a booking stands."),),
        tables=(_EVENTS, _LEVELS, _ROOMS),
        views=(
            View(
                schema="public",
                name="a_summary",
                query=sql("SELECT b.status, count(*) AS n FROM public.booking_list b GROUP BY b.status"),
                depends_on=(("public", "booking_list"),),
                materialized=True,
                comment="Refreshed by hand.",
            ),
            View(
                schema="public",
                name="booking_list",
                query=sql(
                    'SELECT b.id, b.status, l.value AS level FROM public."Room Bookings" b LEFT JOIN public.levels l '
                    "ON l.value = b.level WHERE b.status IS DISTINCT FROM 'draft' AND b.id > 0"
                ),
                depends_on=(("public", "Room Bookings"), ("public", "levels")),
                columns=(Column(name="level", type="text", comment="How urgent it is."),),
                grants=(Grant(role="Audit", privileges=("SELECT",)),),
            ),
        ),
        functions=(
            Function(
                schema="public",
                name="set_updated_at",
                returns="trigger",
                body="\nBEGIN\n  NEW.updated_at := pg_catalog.now();\n  RETURN NEW;\nEND\n",
                comment="Keeps updated_at.",
            ),
            Function(
                schema="public",
                name="booking_count",
                arguments="of_user text",
                returns="bigint",
                language="sql",
                volatility="stable",
                body='SELECT count(*) FROM public."Room Bookings" WHERE "user" = of_user',
            ),
            Function(
                schema="public",
                name="bookings_of",
                arguments="text",
                returns='SETOF public."Room Bookings"',
                language="sql",
                volatility="stable",
                security_definer=True,
                body='SELECT * FROM public."Room Bookings" WHERE "user" = $1',
            ),
        ),
    ),
)
