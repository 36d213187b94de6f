"""Views and materialized views."""

from __future__ import annotations

from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.index import Index
from wesley.ir.view import View
from wesley.postgres.catalog.columns import Attribute
from wesley.postgres.catalog.names import Names
from wesley.postgres.catalog.relations import Relation, parameters
from wesley.postgres.catalog.scope import Scope
from wesley.postgres.catalog.server import printed
from wesley.postgres.session import Session
from wesley.sql.printed import printed_query

_READS = """
SELECT DISTINCT r.ev_class, d.refobjid
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
        AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
WHERE r.rulename = '_RETURN' AND {in_scope}
"""

_INVOKER = "security_invoker"
_TRUE = ("true", "on", "yes", "1", "t", "y")


def read_dependencies(session: Session, scope: Scope) -> dict[int, set[int]]:
    """The oids of the relations that each view reads, by the view's oid.

    Raises:
        StatementError: the server refused it.
    """
    found: dict[int, set[int]] = {}
    for view, relation in session.rows(_READS.format(in_scope=scope.names("n.nspname"))):
        found.setdefault(view, set()).add(relation)
    return found


def view(
    relation: Relation,
    attributes: dict[int, Attribute],
    indexes: tuple[Index, ...],
    grants: tuple[Grant, ...],
    depends_on: tuple[tuple[str, str], ...],
    names: Names,
) -> View:
    """The view of a row.

    Args:
        relation: the row.
        attributes: its columns by number.
        indexes: its indexes, when it is materialized.
        grants: its grants.
        depends_on: the tables and views of the IR that it reads, sorted.
        names: what extensions have brought.
    """
    options = dict(parameters(relation))
    invoker = options.pop(_INVOKER, "false")
    return View(
        schema=relation.schema,
        name=relation.name,
        query=printed_query(printed(relation.query), names.brought),
        columns=tuple(_column(attributes[number].column) for number in sorted(attributes)),
        materialized=relation.kind == "m",
        security_invoker=invoker.lower() in _TRUE,
        parameters=tuple(sorted(options.items())),
        indexes=tuple(sorted(indexes, key=lambda index: index.name)),
        depends_on=depends_on,
        comment=relation.comment,
        grants=grants,
    )


def _column(column: Column) -> Column:
    return Column(name=column.name, type=column.type, comment=column.comment, position=column.position)
