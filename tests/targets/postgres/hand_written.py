"""A schema of what only hand-written databases have: domains, sequences, storage, what is not valid, odd triggers."""

from __future__ import annotations

from tests.targets.postgres.schemas import key, sql
from wesley.ir.column import Column, Identity
from wesley.ir.constraint import Check, ForeignKey, PrimaryKey
from wesley.ir.domain import Domain
from wesley.ir.index import Index, IndexKey
from wesley.ir.origin import Position
from wesley.ir.routine import Function, Trigger, TriggerEvent, TriggerFiring, TriggerTiming
from wesley.ir.schema import Physical, Schema
from wesley.ir.sequence import Sequence
from wesley.ir.table import Table
from wesley.ir.view import View

_NOTHING = "\nBEGIN\n  RETURN NULL;\nEND\n"

DOMAINS = (
    Domain(
        schema="public",
        name="a short code",
        type="public.code",
        nullable=False,
        checks=(Check(name="a_short", expression=sql("length(value) < 5"), valid=False),),
    ),
    Domain(
        schema="public",
        name="code",
        type="text",
        collation="C",
        default=sql("'X'"),
        checks=(
            Check(name="known", expression=sql("public.is_known(value)", "public.is_known")),
            Check(name="not_empty", expression=sql("value <> ''")),
        ),
        comment="A code of the catalogue.",
    ),
)

SEQUENCES = (
    Sequence(schema="public", name="Receipts", start=1000, increment=10, cache=5, comment="One for all shops."),
    Sequence(schema="public", name="orders_id_seq", type="integer", owned_by=("public", "orders", "id")),
    Sequence(schema="public", name="ticks", minimum=-5, maximum=5, cycle=True),
)

_SHOPS = Table(
    schema="public", name="shops", columns=(key(),), primary_key=PrimaryKey(name="shops_pkey", columns=("id",))
)


def _trigger(name: str, *events: TriggerEvent, firing: TriggerFiring = TriggerFiring.ORIGIN) -> Trigger:
    return Trigger(
        name=name,
        timing=TriggerTiming.AFTER,
        events=events,
        function_schema="public",
        function="nothing",
        each_row=False,
        firing=firing,
        new_table="arrived" if events == (TriggerEvent.INSERT,) else None,
    )


_ORDERS = Table(
    schema="public",
    name="orders",
    unlogged=True,
    parameters=(("autovacuum_enabled", "false"), ("fillfactor", "80"), ("toast.autovacuum_enabled", "false")),
    columns=(
        Column(
            name="id",
            type="integer",
            nullable=False,
            default=sql("nextval('public.orders_id_seq'::regclass)", "nextval"),
            position=Position(1),
        ),
        Column(name="shop_id", type="uuid", position=Position(2), statistics=500),
        Column(name="note", type="text", position=Position(3), storage="EXTERNAL"),
        Column(name="code", type='public."a short code"', position=Position(4)),
        Column(
            name="line",
            type="smallint",
            nullable=False,
            identity=Identity(always=False, start=5, increment=-5, minimum=-100, maximum=5, cache=2, cycle=True),
            position=Position(5),
        ),
    ),
    primary_key=PrimaryKey(name="orders_pkey", columns=("id",)),
    checks=(
        Check(name="alone", expression=sql("line < 6"), no_inherit=True),
        Check(name="noted", expression=sql("note <> ''"), valid=False),
    ),
    foreign_keys=(
        ForeignKey(
            name="orders_shop_id_fkey",
            columns=("shop_id",),
            ref_schema="public",
            ref_table="shops",
            ref_columns=("id",),
            match_full=True,
            valid=False,
        ),
    ),
    triggers=(
        _trigger("a_new", TriggerEvent.INSERT),
        _trigger("emptied", TriggerEvent.TRUNCATE, firing=TriggerFiring.ALWAYS),
        _trigger("gone", TriggerEvent.DELETE, TriggerEvent.UPDATE, firing=TriggerFiring.DISABLED),
    ),
)

HAND_WRITTEN = Schema(
    postgres_version=12,
    physical=Physical(
        domains=DOMAINS,
        sequences=SEQUENCES,
        tables=(_ORDERS, _SHOPS),
        views=(
            View(
                schema="public",
                name="noted",
                query=sql("SELECT id, note FROM public.orders WHERE note IS NOT NULL"),
                parameters=(("check_option", "local"), ("security_barrier", "true")),
            ),
            View(
                schema="public",
                name="per_shop",
                query=sql("SELECT shop_id, count(*) AS n FROM public.orders GROUP BY shop_id"),
                materialized=True,
                parameters=(("fillfactor", "90"),),
                indexes=(
                    Index(name="per_shop_key", keys=(IndexKey(column="shop_id"),), unique=True, comment="To refresh."),
                ),
            ),
        ),
        functions=(
            Function(
                schema="public",
                name="is_known",
                arguments="code text",
                returns="boolean",
                language="sql",
                body="SELECT code <> '?'",
                volatility="immutable",
                strict=True,
                leakproof=True,
                parallel="safe",
                search_path="pg_catalog, public",
                settings=(("DateStyle", "iso, mdy"), ("statement_timeout", "5s"), ("temp_tablespaces", "")),
            ),
            Function(schema="public", name="nothing", returns="trigger", body=_NOTHING),
        ),
    ),
)
