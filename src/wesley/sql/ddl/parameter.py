"""Storage parameters and options: what stands between the parentheses of WITH, SET and RESET."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.sql.parse import Tree
from wesley.sql.tree import statement


def parameters(values: Iterable[tuple[str, str]]) -> list[Tree]:
    """Nodes of parameters with their values, for a list.

    Args:
        values: names and values; `toast.` before a name says that it is one of the TOAST table.

    Raises:
        SqlError: a name is empty, or PostgreSQL cannot hold a text.
    """
    return [_parameter(name, value) for name, value in values]


def _parameter(name: str, value: str) -> Tree:
    """PostgreSQL reads a quoted value as well as a bare number."""
    node = parameter_names((name,))[0]
    if value.isascii() and value.isdigit() and len(value) < 10:
        given = statement(f"ALTER TABLE t SET (n = {int(value)})")
    else:
        given = statement("ALTER TABLE t SET (n = '__value')", value=value)
    node.def_elem.arg.CopyFrom(_only(given).def_elem.arg)
    return node


def parameter_names(names: Iterable[str]) -> list[Tree]:
    """Nodes of parameters without values, for the list of RESET.

    Raises:
        SqlError: a name is empty, or PostgreSQL cannot hold it.
    """
    return [_name(name) for name in names]


def _name(name: str) -> Tree:
    of, dot, own = name.rpartition(".")
    if dot:
        return _only(statement("ALTER TABLE t RESET (__of.__name)", of=of, name=own))
    return _only(statement("ALTER TABLE t RESET (__name)", name=name))


def _only(tree: Tree) -> Tree:
    command = tree.stmts[0].stmt.alter_table_stmt.cmds[0].alter_table_cmd
    return getattr(command, "def").list.items[0]
