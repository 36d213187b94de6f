"""Functions: CREATE, CREATE OR REPLACE, ALTER, DROP FUNCTION."""

from __future__ import annotations

from wesley.ir.routine import Function
from wesley.sql.error import SqlError
from wesley.sql.nodes import function as function_node
from wesley.sql.nodes import function_arguments, result_type, search_path
from wesley.sql.parse import Tree
from wesley.sql.tree import Filling, statement

_VOLATILITIES = {"immutable": " IMMUTABLE", "stable": " STABLE", "volatile": ""}
_PARALLEL = {"unsafe": "", "restricted": " PARALLEL restricted", "safe": " PARALLEL safe"}

# The settings whose value is a list of names, each quoted on its own (GUC_LIST_QUOTE of guc_tables.c).
_LISTS = frozenset(
    {
        "local_preload_libraries",
        "search_path",
        "session_preload_libraries",
        "shared_preload_libraries",
        "temp_tablespaces",
        "unix_socket_directories",
    }
)


def create_function(function: Function) -> Tree:
    """CREATE FUNCTION.

    Raises:
        SqlError: its arguments or its result are no types, or its volatility or `parallel` is no word of PostgreSQL.
    """
    return _with_body("CREATE FUNCTION", function)


def replace_function(function: Function) -> Tree:
    """CREATE OR REPLACE FUNCTION; it can change neither the result nor the names of arguments of one that is there.

    Raises:
        SqlError: as for `create_function`.
    """
    return _with_body("CREATE OR REPLACE FUNCTION", function)


def rename_function(function: Function, to: str) -> Tree:
    """ALTER FUNCTION ... RENAME TO."""
    return statement("ALTER FUNCTION __function() RENAME TO __to", function=_signature(function), to=to)


def drop_function(function: Function) -> Tree:
    """DROP FUNCTION; refused by PostgreSQL while something else depends on it."""
    return statement("DROP FUNCTION __function()", function=_signature(function))


def without_body_check() -> Tree:
    """SET LOCAL check_function_bodies: up to the end of the transaction, bodies may name what is created later."""
    return statement("SET LOCAL check_function_bodies = off")


def _signature(function: Function) -> Tree:
    return function_node(function.schema, function.name, function.arguments)


def _with_body(words: str, function: Function) -> Tree:
    arguments = function_arguments(function.arguments)
    fillings: dict[str, Filling] = {
        "schema": function.schema,
        "name": function.name,
        "language": function.language,
        "body": function.body,
    }
    pattern = f"{words} __schema.__name({'__arguments' if arguments else ''}) RETURNS t LANGUAGE __language"
    if arguments:
        fillings["arguments"] = arguments
    pattern += _attributes(function)
    for ordinal, (name, value) in enumerate(_settings(function)):
        pattern += f" SET __setting{ordinal} = '__value{ordinal}'"
        fillings |= {f"setting{ordinal}": name, f"value{ordinal}": search_path(value) if name in _LISTS else value}
    tree = statement(f"{pattern} AS '__body'", **fillings)
    tree.stmts[0].stmt.create_function_stmt.return_type.CopyFrom(result_type(function.returns))
    return tree


def _attributes(function: Function) -> str:
    if function.volatility not in _VOLATILITIES:
        raise SqlError(f"`{function.volatility}` is no volatility: immutable, stable or volatile")
    if function.parallel not in _PARALLEL:
        raise SqlError(f"`{function.parallel}` is no word of PARALLEL: unsafe, restricted or safe")
    words = _VOLATILITIES[function.volatility]
    words += " LEAKPROOF" if function.leakproof else ""
    words += " STRICT" if function.strict else ""
    words += " SECURITY DEFINER" if function.security_definer else ""
    return words + _PARALLEL[function.parallel]


def _settings(function: Function) -> tuple[tuple[str, str], ...]:
    if function.search_path is None:
        return function.settings
    return (("search_path", function.search_path), *function.settings)
