"""The catalog of a database against the schema that it should hold."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.edit import identity
from wesley.config.ignore_rules import parsed
from wesley.diff.told import told
from wesley.execute.codes import NOT_VERIFIED
from wesley.ir.access import Namespace
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical, Schema
from wesley.plan.ignored import ignored
from wesley.plan.scope import limited, with_view_types
from wesley.postgres.catalog.places import Path, decided
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.catalog.settle import settle, undecided
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, ServerError

_PUBLIC = "public"


class Comparison(Struct, frozen=True, kw_only=True):
    """What a database holds, in the spelling of what it should hold.

    Args:
        found: the schema of the database.
        expected: what it should be, with the types that only the server knows.
        undecided: places whose texts differ, where the server may mean the same; they are taken as the same.
    """

    found: Physical
    expected: Physical
    undecided: tuple[str, ...] = ()

    @property
    def is_equal(self) -> bool:
        """True when the database holds what it should."""
        return self.found == self.expected


def compare(
    session: Session,
    expected: Physical,
    namespaces: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    touched: frozenset[tuple[str, ...]] = frozenset(),
) -> Comparison:
    """Read the catalog and compare it.

    Args:
        session: outside any transaction.
        expected: the schema that should be there.
        namespaces: the PostgreSQL schemas that it is limited to; empty for all.
        ignore: the rules of what others manage: it should be there as it is.
        touched: tables and views that should be there as they are expected, whatever the rules say.

    Raises:
        ServerError: the catalog cannot be read.
    """
    lookups = tuple((table.schema, table.name) for table in expected.tables if table.rows is not None)
    catalog = read_catalog(session, namespaces=namespaces or None, lookups=lookups)
    found = Schema(physical=catalog.physical)
    found = limited(found, namespaces) if namespaces else found
    settled = settle(found.physical, expected)
    left = undecided(settled, expected)
    spelled = decided(settled, expected, _as_expected) if left else settled
    known = with_view_types(Schema(physical=expected), expected, spelled).physical
    goal = _with_others(spelled, known, ignore, touched) if ignore else known
    return Comparison(
        found=_without_bare_public(spelled),
        expected=_without_bare_public(goal),
        undecided=tuple(f"{one.schema}.{one.name}: {one.element}" for one in left),
    )


def refuse_unverified(comparison: Comparison) -> None:
    """See that a database holds what a plan leads to.

    Raises:
        ServerError: it does not; the message says what differs.
    """
    if comparison.is_equal:
        return
    raise ServerError(
        Problem(
            code=NOT_VERIFIED,
            message=f"the database is not what the plan leads to, as if somebody did: {differences(comparison)}",
            help="every statement of the plan was run and is in the journal, so somebody else has changed something "
            "meanwhile; take that back and run `wesley migrate --resume`, which looks again, or with --accept-changes "
            "to leave it as it is",
        )
    )


def differences(comparison: Comparison) -> str:
    """What was done to the schema that should be there, as far as changes can say it."""
    return told(comparison.expected, comparison.found) or "something that no change can say"


def _with_others(
    found: Physical, expected: Physical, ignore: tuple[str, ...], touched: frozenset[tuple[str, ...]]
) -> Physical:
    goal = ignored(found, expected, map(parsed, ignore)).goal
    return replace(
        goal,
        **{
            name: (
                *(one for one in getattr(goal, name) if identity(one) not in touched),
                *(one for one in getattr(expected, name) if identity(one) in touched),
            )
            for name in ("tables", "views")
        },
    )


def _as_expected(_path: Path, _found: Expression, expected: Expression) -> Expression:
    return expected


def _without_bare_public(physical: Physical) -> Physical:
    """Every database has the schema `public`, whether a schema speaks of it or not."""
    kept = (one for one in physical.namespaces if one != Namespace(name=_PUBLIC))
    return replace(physical, namespaces=tuple(kept))
