"""Views and materialized views: CREATE, CREATE OR REPLACE, ALTER, DROP."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.ir.view import View
from wesley.sql.ddl.parameter import parameter_names, parameters
from wesley.sql.error import SqlError
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
    return _with_query(f"CREATE {_kind(view)}", view, version)


def replace_view(view: View, version: int) -> Tree:
    """CREATE OR REPLACE VIEW; it can add columns at the end, and change no name or type of those that are there.

    Args:
        view: the view.
        version: major version that must read the statement; `security_invoker` is left out below 15.

    Raises:
        SqlError: the view is materialized: PostgreSQL replaces no such view.
    """
    if view.materialized:
        raise SqlError(f"the materialized view `{view.name}` cannot be replaced: drop it and create it")
    return _with_query("CREATE OR REPLACE VIEW", view, version)


def _with_query(words: str, view: View, version: int) -> Tree:
    name = relation(view.schema, view.name)
    options = _options(view, version)
    if options:
        tree = statement(f"{words} __view WITH (__option) AS SELECT", view=name, option=parameters(options))
    else:
        tree = statement(f"{words} __view AS SELECT", view=name)
    node = tree.stmts[0].stmt
    (node.create_table_as_stmt if view.materialized else node.view_stmt).query.CopyFrom(query(view.query.sql))
    return tree


def _options(view: View, version: int) -> tuple[tuple[str, str], ...]:
    if view.materialized or not view.security_invoker or version < SECURITY_INVOKER_SINCE:
        return view.parameters
    return (("security_invoker", "true"), *view.parameters)


def rename_view(view: View, to: str) -> Tree:
    """ALTER [MATERIALIZED] VIEW ... RENAME TO."""
    return statement(f"ALTER {_kind(view)} __view RENAME TO __to", view=relation(view.schema, view.name), to=to)


def set_view_parameters(view: View, values: Iterable[tuple[str, str]]) -> Tree:
    """ALTER [MATERIALIZED] VIEW ... SET (...).

    Args:
        view: the view.
        values: names and values of options (`security_invoker` too) or storage parameters, at least one.
    """
    pattern = f"ALTER {_kind(view)} __view SET (__option)"
    return statement(pattern, view=relation(view.schema, view.name), option=parameters(values))


def reset_view_parameters(view: View, names: Iterable[str]) -> Tree:
    """ALTER [MATERIALIZED] VIEW ... RESET (...), of at least one option or storage parameter."""
    pattern = f"ALTER {_kind(view)} __view RESET (__option)"
    return statement(pattern, view=relation(view.schema, view.name), option=parameter_names(names))


def drop_view(view: View) -> Tree:
    """DROP [MATERIALIZED] VIEW; refused by PostgreSQL while something else depends on it."""
    return statement(f"DROP {_kind(view)} __schema.__view", schema=view.schema, view=view.name)


def _kind(view: View) -> str:
    return "MATERIALIZED VIEW" if view.materialized else "VIEW"
