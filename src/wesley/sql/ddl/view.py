"""CREATE VIEW and CREATE MATERIALIZED VIEW."""

from __future__ import annotations

from wesley.ir.view import View
from wesley.sql.nodes import query, relation
from wesley.sql.parse import Tree
from wesley.sql.tree import statement

# CREATE VIEW, release notes of PostgreSQL 15.
SECURITY_INVOKER_SINCE = 15


def create_view(view: View, version: int) -> Tree:
    """CREATE VIEW; the names of its columns are those of its query.

    Args:
        view: the view.
        version: major version that must read the statement; `security_invoker` is left out below 15.
    """
    if view.materialized:
        pattern = "CREATE MATERIALIZED VIEW __view AS SELECT"
    else:
        invoker = view.security_invoker and version >= SECURITY_INVOKER_SINCE
        pattern = f"CREATE VIEW __view{' WITH (security_invoker = true)' if invoker else ''} AS SELECT"
    tree = statement(pattern, view=relation(view.schema, view.name))
    node = tree.stmts[0].stmt
    (node.create_table_as_stmt if view.materialized else node.view_stmt).query.CopyFrom(query(view.query.sql))
    return tree
