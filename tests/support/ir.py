"""Random schemas that PostgreSQL must accept, whose every string is as hostile as PostgreSQL allows."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from wesley.ir.access import Grant, Namespace, Role
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
from wesley.sql.text import qualified, quote_identifier, quote_literal

HOSTILE = (
    *("select", "user", "My Table", "a.b", 'quo"te', "apo'strophe", "back\\slash", "ünïcödé", "日本", "🙂", " ", "--"),
    *("/*", "*/", ";", "'; DROP TABLE x; --", '"; DROP TABLE x; --', "$body$", "$$", "$1", ":name", "%s", "{0}", "\n"),
    *("\t", "public", "pg_catalog", "__name", "new", "old", "1a", "A", "a", "'", '"', "\\", "E'", "U&", "tab\ttab"),
)
ROLES = ("wesley role", 'wesley"quote', "wesley'$body$", "Wesley", "wesley_ünï")
SIMPLE_TYPES = (
    *("uuid", "text", "integer", "bigint", "numeric(12,2)", "boolean", "timestamp with time zone", "jsonb", "date"),
    *(
        "character varying(20)",
        "text[]",
        "bytea",
        "interval day to second(2)",
        "inet",
        '"char"',
        "time without time zone",
    ),
)

# What a name cannot hold is NUL alone; what is longer than 63 bytes is cut, so names stay far below.
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30),
)


@st.composite
def names(draw: st.DrawFn, count: int) -> list[str]:
    """Different names; the number at the end keeps them apart in every case."""
    return [f"{draw(texts)[:10]}{ordinal}" for ordinal in range(count)]


def _sql(text: str) -> Expression:
    return Expression(sql=text)


@st.composite
def columns(draw: st.DrawFn, enum: Enum) -> tuple[Column, ...]:
    """An identity `id` and columns of every kind beside it."""
    called = draw(names(5))
    simple = [
        Column(
            name=name,
            type=draw(st.sampled_from((*SIMPLE_TYPES, qualified(enum.schema, enum.name)))),
            nullable=draw(st.booleans()),
            comment=draw(st.none() | texts),
            position=Position(2 + ordinal),
        )
        for ordinal, name in enumerate(called[:3])
    ]
    text = Column(
        name=called[3],
        type="text",
        default=_sql(quote_literal(draw(texts))),
        collation=draw(st.sampled_from((None, "C"))),
        position=Position(5),
    )
    generated = Column(
        name=called[4],
        type="bigint",
        generated=Generated(expression=_sql("id * 2"), stored=True),
        position=Position(6),
    )
    always = draw(st.booleans())
    start = draw(st.sampled_from((None, 7)))
    key = Column(name="id", type="bigint", nullable=False, identity=Identity(always=always, start=start))
    return (key, *simple, text, generated)


def _no_overlap(name: str) -> Exclusion:
    key = IndexKey(expression=_sql("int8range(id, id + 1)"))
    element = ExclusionElement(key=key, operator="&&")
    return Exclusion(name=name, method="gist", elements=(element,), where=_sql("id > 0"))


@st.composite
def triggers(draw: st.DrawFn, name: str, schema: str, column: str) -> Trigger:
    """A trigger on one column, with hostile arguments."""
    return Trigger(
        name=name,
        timing=draw(st.sampled_from(TriggerTiming)),
        events=(TriggerEvent.INSERT, TriggerEvent.UPDATE),
        function_schema=schema,
        function="touch 'it'",
        arguments=(draw(texts), draw(texts)),
        update_columns=(column,),
    )


@st.composite
def policies(draw: st.DrawFn, name: str, using: Expression) -> Policy:
    """A policy for everything, for one role or several."""
    return Policy(
        name=name,
        permissive=draw(st.booleans()),
        command=PolicyCommand.ALL,
        roles=tuple(sorted(draw(st.sets(st.sampled_from(ROLES), min_size=1)))),
        using=using,
        check=_sql("id > 0"),
    )


@st.composite
def tables(draw: st.DrawFn, schema: str, name: str, enum: Enum, number: int) -> Table:
    """A table with constraints, indexes, a policy, a grant and a trigger; `id` is its key."""
    its = draw(columns(enum))
    text, other = its[4].name, its[1].name
    label = f"{draw(texts)[:8]}{number}"
    called = [f"{label}_{ordinal}" for ordinal in range(8)]
    deferrable = draw(st.sampled_from(Deferrable))
    not_empty = _sql(f"{quote_identifier(text)} <> {quote_literal(draw(texts))}")
    return Table(
        schema=schema,
        name=name,
        columns=its,
        primary_key=PrimaryKey(name=called[0], columns=("id",)),
        uniques=(
            Unique(name=called[1], columns=(text, "id"), include=(its[5].name,), deferrable=deferrable),
            Unique(name=called[2], columns=(text,), nulls_not_distinct=True),
        ),
        checks=(Check(name=called[3], expression=not_empty),),
        exclusions=(_no_overlap(called[4]),),
        indexes=(
            Index(
                name=called[5],
                keys=(
                    IndexKey(expression=_sql(f"lower({quote_identifier(text)})"), opclass="text_pattern_ops"),
                    IndexKey(column="id", descending=True, nulls_first=draw(st.sampled_from((None, True, False)))),
                ),
                include=(other,),
                parameters=(("fillfactor", "70"),),
                where=not_empty,
                comment=draw(st.none() | texts),
            ),
        ),
        policies=(draw(policies(called[6], not_empty)),),
        row_security=True,
        force_row_security=draw(st.booleans()),
        triggers=(draw(triggers(called[7], schema, text)),),
        comment=draw(st.none() | texts),
        grants=(
            Grant(role=draw(st.sampled_from((*ROLES, "public"))), privileges=("SELECT",)),
            Grant(role=ROLES[0], privileges=("UPDATE",), columns=tuple(sorted((text, other)))),
        ),
    )


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    """Two tables that refer to each other, a lookup table, a partitioned one, a view, an enum and a function."""
    home = f"a {draw(texts)[:10]} home"  # names that begin with pg_ are PostgreSQL's own
    enum = Enum(
        schema=home,
        name=f"{draw(texts)[:10]}_enum",
        values=tuple(draw(names(3))),
        comment=draw(texts),
    )
    first, second, lookup, parted, view = draw(names(5))
    one, two = draw(tables(home, first, enum, 1)), draw(tables(home, second, enum, 2))
    physical = Physical(
        namespaces=(Namespace(name=home, grants=(Grant(role=ROLES[1], privileges=("USAGE",)),)),),
        enums=(enum,),
        tables=(
            _with_key(one, two, draw(st.sampled_from(ReferentialAction))),
            _with_key(two, one, ReferentialAction.NO_ACTION),
            _lookup(home, lookup, draw(st.lists(texts, max_size=4))),
            _parted(home, parted),
        ),
        views=(_view(home, view, one, draw(texts)),),
        functions=(
            Function(
                schema=home,
                name="touch 'it'",
                returns="trigger",
                body=f"\nBEGIN\n  RAISE DEBUG USING MESSAGE = {quote_literal(draw(texts))};\n  RETURN NEW;\nEND\n",
                comment=draw(texts),
            ),
        ),
    )
    return Schema(physical=physical, roles=tuple(Role(name=name) for name in ROLES))


def _with_key(table: Table, target: Table, action: ReferentialAction) -> Table:
    key = ForeignKey(
        name=f"{target.name[:20]}_fk",
        columns=("id",),
        ref_schema=target.schema,
        ref_table=target.name,
        ref_columns=("id",),
        on_delete=action,
        deferrable=Deferrable.INITIALLY_DEFERRED,
    )
    return replace(table, foreign_keys=(key,))


def _lookup(schema: str, name: str, values: list[str]) -> Table:
    rows = tuple((str(ordinal), value) for ordinal, value in enumerate(values))
    return Table(
        schema=schema,
        name=name,
        columns=(
            Column(name="id", type="integer", nullable=False, position=Position(1)),
            Column(name="value", type="text", nullable=False, position=Position(2)),
        ),
        primary_key=PrimaryKey(name=f"{name[:20]}_pk", columns=("id",)),
        rows=Rows(columns=("id", "value"), values=rows),
    )


def _parted(schema: str, name: str) -> Table:
    return Table(
        schema=schema,
        name=name,
        columns=(Column(name="day", type="date", nullable=False),),
        partitioning=Partitioning(
            strategy=PartitionStrategy.RANGE,
            keys=(IndexKey(column="day"),),
            partitions=(
                Partition(schema=schema, name=f"{name[:20]}_p0", bound="DEFAULT"),
                Partition(
                    schema=schema, name=f"{name[:20]}_p1", bound="FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')"
                ),
            ),
        ),
    )


def _view(schema: str, name: str, table: Table, comment: str) -> View:
    column = quote_identifier(table.columns[0].name)
    return View(
        schema=schema,
        name=name,
        query=_sql(f"SELECT {column} FROM {qualified(table.schema, table.name)}"),
        depends_on=((table.schema, table.name),),
        columns=(Column(name=table.columns[0].name, type="text", comment=comment),),
        comment=comment,
        grants=(Grant(role=ROLES[0], privileges=("SELECT",)),),
    )
