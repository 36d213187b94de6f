"""A schema in both forms, written by hand: as IR, and as the SQL that a person would write for it."""

from __future__ import annotations

from wesley.ir.access import Extension, Grant, Namespace, Role
from wesley.ir.api import Api, ObjectType, Tenant
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

SQL = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
DO $$ BEGIN
  CREATE ROLE app_user NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO app_user;
CREATE TYPE app.status AS ENUM ('open', 'in progress', 'it''s done');
COMMENT ON TYPE app.status IS 'How far it is';
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  NEW.updated_at := pg_catalog.now();
  RETURN NEW;
END
$$;
CREATE FUNCTION app.count() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  NEW.words := pg_catalog.length(NEW.title);
  RETURN NEW;
END
$$;
CREATE TABLE app.orgs (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  slug text NOT NULL,
  CONSTRAINT orgs_pkey PRIMARY KEY (id),
  CONSTRAINT orgs_slug_key UNIQUE (slug),
  CONSTRAINT orgs_slug_check CHECK (length(slug) BETWEEN 3 AND 40)
);
CREATE TABLE app.kinds (value text NOT NULL, CONSTRAINT kinds_pkey PRIMARY KEY (value));
INSERT INTO app.kinds VALUES ('bug'), ('task');
CREATE TABLE app.projects (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  org_id uuid NOT NULL,
  name text NOT NULL,
  CONSTRAINT projects_pkey PRIMARY KEY (id),
  CONSTRAINT projects_org_id_id_key UNIQUE (org_id, id),
  CONSTRAINT projects_org_id_fkey FOREIGN KEY (org_id) REFERENCES app.orgs (id) ON DELETE CASCADE
);
CREATE TABLE app.tasks (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  org_id uuid NOT NULL,
  project_id uuid,
  number integer GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 5),
  title character varying(80) COLLATE "C" NOT NULL,
  status app.status DEFAULT 'open'::app.status NOT NULL,
  kind text DEFAULT 'task' NOT NULL,
  price numeric(12,2) DEFAULT 0 NOT NULL,
  quantity integer DEFAULT 1 NOT NULL,
  total numeric GENERATED ALWAYS AS (price * quantity::numeric) STORED,
  parent_id uuid,
  during tstzrange,
  tags text[] DEFAULT '{}' NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  words integer,
  CONSTRAINT tasks_pkey PRIMARY KEY (id),
  CONSTRAINT tasks_org_id_id_key UNIQUE (org_id, id),
  CONSTRAINT tasks_title_key UNIQUE NULLS NOT DISTINCT (org_id, title) INCLUDE (price) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT tasks_org_id_fkey FOREIGN KEY (org_id) REFERENCES app.orgs (id) ON DELETE CASCADE,
  CONSTRAINT tasks_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES app.projects (org_id, id)
    ON DELETE SET NULL (project_id) DEFERRABLE,
  CONSTRAINT tasks_parent_fkey FOREIGN KEY (org_id, parent_id) REFERENCES app.tasks (org_id, id),
  CONSTRAINT tasks_kind_fkey FOREIGN KEY (kind) REFERENCES app.kinds (value),
  CONSTRAINT tasks_price_check CHECK (price >= 0 AND price < 1000000),
  CONSTRAINT tasks_quantity_check CHECK (quantity IN (1, 2, 3)),
  CONSTRAINT tasks_during_excl EXCLUDE USING gist (org_id WITH =, during WITH &&) WHERE (during IS NOT NULL)
);
CREATE INDEX tasks_project_idx ON app.tasks (org_id, project_id);
CREATE INDEX tasks_parent_idx ON app.tasks (org_id, parent_id);
CREATE UNIQUE INDEX tasks_lower_idx ON app.tasks (org_id, lower(title::text) text_pattern_ops DESC NULLS LAST)
  INCLUDE (kind) WITH (fillfactor = 70) WHERE quantity > 1;
CREATE INDEX tasks_tags_idx ON app.tasks USING gin (tags);
COMMENT ON INDEX app.tasks_tags_idx IS 'For the tag page';
COMMENT ON TABLE app.tasks IS 'What is to be done';
COMMENT ON COLUMN app.tasks.price IS 'In whole # euros';
CREATE TRIGGER tasks_touch BEFORE UPDATE ON app.tasks FOR EACH ROW WHEN (old.org_id = new.org_id)
  EXECUTE FUNCTION app.touch();
CREATE TRIGGER tasks_count BEFORE INSERT OR UPDATE ON app.tasks FOR EACH ROW EXECUTE FUNCTION app.count();
ALTER TABLE app.orgs ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.orgs FORCE ROW LEVEL SECURITY;
CREATE POLICY orgs_tenant ON app.orgs TO app_user
  USING (id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
  WITH CHECK (id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
ALTER TABLE app.projects ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.projects FORCE ROW LEVEL SECURITY;
CREATE POLICY projects_tenant ON app.projects TO app_user
  USING (org_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
  WITH CHECK (org_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
ALTER TABLE app.tasks ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.tasks FORCE ROW LEVEL SECURITY;
CREATE POLICY tasks_tenant ON app.tasks TO app_user
  USING (org_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
  WITH CHECK (org_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON app.orgs, app.projects, app.tasks TO app_user;
GRANT SELECT ON app.kinds TO app_user;
CREATE TABLE public.events (
  id bigint GENERATED BY DEFAULT AS IDENTITY,
  at timestamptz NOT NULL,
  body jsonb DEFAULT '{"a": 1}' NOT NULL,
  CONSTRAINT events_pkey PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE public.events_default PARTITION OF public.events DEFAULT;
CREATE TABLE public.events_2024 PARTITION OF public.events
  FOR VALUES FROM ('2024-01-01 00:00+00') TO ('2025-01-01 00:00+00');
GRANT INSERT, SELECT ON public.events TO app_user;
GRANT UPDATE (body, at) ON public.events TO app_user;
CREATE VIEW public.open_tasks WITH (security_invoker = true) AS
  SELECT id, title FROM app.tasks WHERE status IN ('open', 'in progress');
COMMENT ON VIEW public.open_tasks IS 'Still to do';
GRANT SELECT ON public.open_tasks TO app_user;
"""

SETTING, ROLE = "app.tenant_id", "app_user"


def expression(sql: str, *columns: str) -> Expression:
    return Expression(sql=sql, columns=columns)


def column(number: int, name: str, kind: str = "uuid", default: str | None = None, **more: object) -> Column:
    stated = expression(default) if default else None
    return Column(name=name, type=kind, default=stated, position=Position(number), **{"nullable": False, **more})  # type: ignore[arg-type]


def tenant_predicate(name: str) -> Expression:
    return expression(f"{name} = (SELECT nullif(current_setting('{SETTING}', true), '')::uuid)", name)


def tenant_policy(table: str, name: str = "org_id") -> Policy:
    using = tenant_predicate(name)
    return Policy(name=f"{table}_tenant", command=PolicyCommand.ALL, roles=(ROLE,), using=using, check=using)


CRUD = Grant(role=ROLE, privileges=("DELETE", "INSERT", "SELECT", "UPDATE"))


def key(table: str, columns: tuple[str, ...], to: str, to_columns: tuple[str, ...], **more: object) -> ForeignKey:
    name = f"{table}_{columns[-1].removesuffix('_id') if len(columns) > 1 else columns[0]}_fkey"
    return ForeignKey(name=name, columns=columns, ref_schema="app", ref_table=to, ref_columns=to_columns, **more)  # type: ignore[arg-type]


UUID = "gen_random_uuid()"

ORGS = Table(
    schema="app",
    name="orgs",
    columns=(column(1, "id", default=UUID), column(2, "slug", "text")),
    primary_key=PrimaryKey(name="orgs_pkey", columns=("id",)),
    uniques=(Unique(name="orgs_slug_key", columns=("slug",)),),
    checks=(Check(name="orgs_slug_check", expression=expression("length(slug) BETWEEN 3 AND 40", "slug")),),
    policies=(tenant_policy("orgs", "id"),),
    row_security=True,
    force_row_security=True,
    grants=(CRUD,),
)
KINDS = Table(
    schema="app",
    name="kinds",
    columns=(column(1, "value", "text"),),
    primary_key=PrimaryKey(name="kinds_pkey", columns=("value",)),
    rows=Rows(columns=("value",), values=(("bug",), ("task",))),
    grants=(Grant(role=ROLE, privileges=("SELECT",)),),
)
PROJECTS = Table(
    schema="app",
    name="projects",
    columns=(column(1, "id", default=UUID), column(2, "org_id"), column(3, "name", "text")),
    primary_key=PrimaryKey(name="projects_pkey", columns=("id",)),
    uniques=(Unique(name="projects_org_id_id_key", columns=("org_id", "id")),),
    foreign_keys=(key("projects", ("org_id",), "orgs", ("id",), on_delete=ReferentialAction.CASCADE),),
    policies=(tenant_policy("projects"),),
    row_security=True,
    force_row_security=True,
    grants=(CRUD,),
)
TASKS = Table(
    schema="app",
    name="tasks",
    columns=(
        column(1, "id", default=UUID),
        column(2, "org_id"),
        column(3, "project_id", nullable=True),
        column(4, "number", "integer", identity=Identity(start=10, increment=5)),
        column(5, "title", "character varying(80)", collation="C"),
        column(6, "status", "app.status", "'open'::app.status"),
        column(7, "kind", "text", "'task'"),
        column(8, "price", "numeric(12,2)", "0", comment="In whole # euros"),
        column(9, "quantity", "integer", "1"),
        column(
            10,
            "total",
            "numeric",
            nullable=True,
            generated=Generated(expression=expression("price * quantity", "price", "quantity"), stored=True),
        ),
        column(11, "parent_id", nullable=True),
        column(12, "during", "tstzrange", nullable=True),
        column(13, "tags", "text[]", "'{}'"),
        column(14, "updated_at", "timestamp with time zone", "now()"),
        column(15, "words", "integer", nullable=True),
    ),
    primary_key=PrimaryKey(name="tasks_pkey", columns=("id",)),
    uniques=(
        Unique(name="tasks_org_id_id_key", columns=("org_id", "id")),
        Unique(
            name="tasks_title_key",
            columns=("org_id", "title"),
            include=("price",),
            nulls_not_distinct=True,
            deferrable=Deferrable.INITIALLY_DEFERRED,
        ),
    ),
    foreign_keys=(
        key("tasks", ("org_id",), "orgs", ("id",), on_delete=ReferentialAction.CASCADE),
        key(
            "tasks",
            ("org_id", "project_id"),
            "projects",
            ("org_id", "id"),
            on_delete=ReferentialAction.SET_NULL,
            set_columns=("project_id",),
            deferrable=Deferrable.INITIALLY_IMMEDIATE,
        ),
        key("tasks", ("org_id", "parent_id"), "tasks", ("org_id", "id")),
        key("tasks", ("kind",), "kinds", ("value",)),
    ),
    checks=(
        Check(name="tasks_price_check", expression=expression("price >= 0 AND price < 1000000", "price")),
        Check(name="tasks_quantity_check", expression=expression("quantity IN (1, 2, 3)", "quantity")),
    ),
    exclusions=(
        Exclusion(
            name="tasks_during_excl",
            method="gist",
            elements=(
                ExclusionElement(key=IndexKey(column="org_id"), operator="="),
                ExclusionElement(key=IndexKey(column="during"), operator="&&"),
            ),
            where=expression("during IS NOT NULL", "during"),
        ),
    ),
    indexes=(
        Index(name="tasks_project_idx", keys=(IndexKey(column="org_id"), IndexKey(column="project_id"))),
        Index(name="tasks_parent_idx", keys=(IndexKey(column="org_id"), IndexKey(column="parent_id"))),
        Index(
            name="tasks_lower_idx",
            keys=(
                IndexKey(column="org_id"),
                IndexKey(
                    expression=expression("lower(title)", "title"),
                    opclass="text_pattern_ops",
                    descending=True,
                    nulls_first=False,
                ),
            ),
            unique=True,
            include=("kind",),
            parameters=(("fillfactor", "70"),),
            where=expression("quantity > 1", "quantity"),
        ),
        Index(name="tasks_tags_idx", keys=(IndexKey(column="tags"),), method="gin", comment="For the tag page"),
    ),
    triggers=(
        Trigger(
            name="tasks_count",
            timing=TriggerTiming.BEFORE,
            events=(TriggerEvent.INSERT, TriggerEvent.UPDATE),
            function_schema="app",
            function="count",
        ),
        Trigger(
            name="tasks_touch",
            timing=TriggerTiming.BEFORE,
            events=(TriggerEvent.UPDATE,),
            function_schema="app",
            function="touch",
            when=expression("old.org_id = new.org_id"),
        ),
    ),
    policies=(tenant_policy("tasks"),),
    row_security=True,
    force_row_security=True,
    comment="What is to be done",
    grants=(CRUD,),
)
EVENTS = Table(
    schema="public",
    name="events",
    columns=(
        column(1, "id", "bigint", identity=Identity(always=False)),
        column(2, "at", "timestamp with time zone"),
        column(3, "body", "jsonb", """'{"a": 1}'"""),
    ),
    primary_key=PrimaryKey(name="events_pkey", columns=("id", "at")),
    partitioning=Partitioning(
        strategy=PartitionStrategy.RANGE,
        keys=(IndexKey(column="at"),),
        partitions=(
            Partition(
                schema="public",
                name="events_2024",
                bound="FOR VALUES FROM ('2024-01-01 00:00+00') TO ('2025-01-01 00:00+00')",
            ),
            Partition(schema="public", name="events_default", bound="DEFAULT"),
        ),
    ),
    grants=(
        Grant(role=ROLE, privileges=("INSERT", "SELECT")),
        Grant(role=ROLE, privileges=("UPDATE",), columns=("at", "body")),
    ),
)
OPEN_TASKS = View(
    schema="public",
    name="open_tasks",
    query=expression("SELECT id, title FROM app.tasks WHERE status IN ('open', 'in progress')"),
    columns=(column(1, "id"), column(2, "title", "character varying")),
    comment="Still to do",
    grants=(Grant(role=ROLE, privileges=("SELECT",)),),
)
TOUCH = Function(
    schema="app",
    name="touch",
    returns="trigger",
    body="BEGIN\n  NEW.updated_at := pg_catalog.now();\n  RETURN NEW;\nEND",
)


COUNT = Function(
    schema="app",
    name="count",
    returns="trigger",
    body="BEGIN\n  NEW.words := pg_catalog.length(NEW.title);\n  RETURN NEW;\nEND",
)


def tenant_type(table: Table, name: str = "org_id", *, root: bool = False) -> ObjectType:
    tenant = Tenant(column=name, setting=SETTING, role=ROLE, root=root)
    return ObjectType(name=table.name.title(), fields=(), relation=(table.schema, table.name), tenant=tenant)


SCHEMA = Schema(
    physical=Physical(
        namespaces=(Namespace(name="app", grants=(Grant(role=ROLE, privileges=("USAGE",)),)),),
        extensions=(Extension(name="btree_gist"),),
        enums=(
            Enum(schema="app", name="status", values=("open", "in progress", "it's done"), comment="How far it is"),
        ),
        tables=(ORGS, KINDS, PROJECTS, TASKS, EVENTS),
        views=(OPEN_TASKS,),
        functions=(COUNT, TOUCH),
    ),
    api=Api(objects=(tenant_type(ORGS, "id", root=True), tenant_type(PROJECTS), tenant_type(TASKS))),
    roles=(Role(name=ROLE),),
)
