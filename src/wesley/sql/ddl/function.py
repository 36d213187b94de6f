"""CREATE FUNCTION."""

from __future__ import annotations

from wesley.ir.routine import Function
from wesley.sql.nodes import function_arguments, result_type, search_path
from wesley.sql.parse import Tree
from wesley.sql.tree import Filling, statement

_VOLATILITIES = {"immutable": " IMMUTABLE", "stable": " STABLE", "volatile": ""}


def create_function(function: Function) -> Tree:
    """CREATE FUNCTION.

    Raises:
        SqlError: its arguments or its result are no types.
        KeyError: its volatility is no word of PostgreSQL.
    """
    arguments = function_arguments(function.arguments)
    fillings: dict[str, Filling] = {
        "schema": function.schema,
        "name": function.name,
        "language": function.language,
        "body": function.body,
    }
    pattern = f"CREATE FUNCTION __schema.__name({'__arguments' if arguments else ''}) RETURNS t LANGUAGE __language"
    if arguments:
        fillings["arguments"] = arguments
    pattern += _VOLATILITIES[function.volatility]
    if function.security_definer:
        pattern += " SECURITY DEFINER"
    if function.search_path is not None:
        pattern += " SET search_path = '__path'"
        fillings["path"] = search_path(function.search_path)
    tree = statement(f"{pattern} AS '__body'", **fillings)
    tree.stmts[0].stmt.create_function_stmt.return_type.CopyFrom(result_type(function.returns))
    return tree
