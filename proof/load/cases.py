"""The changes that are made under load: schemas before and after, and the plain form of each."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

FOLDER = Path(__file__).parent / "cases"
BEFORE = "before.graphql"
# What a prepared statement says once when the type of a column that it gives has changed; SQLSTATE 0A000.
CACHED_PLAN = "cached plan must not change result type"
# How the plan tells of it beforehand.
ANNOUNCEMENT = "Prepared statements of running clients fail once"


class Case(Struct, frozen=True, kw_only=True):
    """A change.

    Args:
        name: of its file, without the suffix.
        plain: the same change as one writes it who thinks of no client.
        is_strong: whether the plain form asks for a lock that reads or writes wait for, so that it is felt.
        breaks: whether clients of before cannot go on after the plain form.
        contract: whether what waits for the end of the old application is run, too.
        loses: what may be lost.
        protocol: how clients send their statements: `simple`, `prepared`.
        announced: messages of errors that the plan has announced.
        waits: whether a contract waits at the end.
    """

    name: str
    plain: str
    is_strong: bool = True
    breaks: bool = False
    contract: bool = False
    loses: tuple[str, ...] = ()
    protocol: str = "prepared"
    announced: tuple[str, ...] = ()
    waits: bool = False

    @property
    def title(self) -> str:
        """For people."""
        return f"{self.name.replace('_', ' ')}{', prepared' if self.announced else ''}"


_CHANGE_TYPE = Case(
    name="change_type",
    plain="ALTER TABLE orders ALTER COLUMN quantity TYPE bigint",
    contract=True,
    protocol="simple",
)
_RLS = """
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
CREATE POLICY orders_tenant ON orders USING (tenant_id = current_setting('app.tenant_id')::bigint);
CREATE INDEX orders_tenant_id_idx ON orders (tenant_id)
"""

CASES = (
    Case(name="add_index", plain="CREATE INDEX ON orders (customer_id, quantity)"),
    Case(name="add_unique", plain="ALTER TABLE orders ADD UNIQUE (reference)"),
    Case(name="add_foreign_key", plain="ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers"),
    Case(name="add_check", plain="ALTER TABLE orders ADD CHECK (quantity >= 0)"),
    Case(name="set_not_null", plain="ALTER TABLE orders ALTER COLUMN note SET NOT NULL"),
    Case(
        name="volatile_default",
        plain="ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid() NOT NULL",
    ),
    _CHANGE_TYPE,
    Case(
        name="change_type",
        plain=_CHANGE_TYPE.plain,
        contract=True,
        announced=(CACHED_PLAN,),
    ),
    Case(
        name="rename_column",
        plain="ALTER TABLE orders RENAME COLUMN note TO comment",
        breaks=True,
        waits=True,
    ),
    Case(name="add_enum_value", plain="ALTER TYPE stage ADD VALUE 'RETURNED'", is_strong=False),
    Case(
        name="drop_column",
        plain="ALTER TABLE orders DROP COLUMN remark",
        contract=True,
        loses=("orders.remark",),
    ),
    Case(name="enable_rls", plain=_RLS.strip()),
)
