"""The arguments of functions, as PostgreSQL tells functions of one name apart."""

from __future__ import annotations

from functools import lru_cache

from wesley.sql.nodes import function
from wesley.sql.type_name import shown_type


@lru_cache(maxsize=4096)
def argument_types(arguments: str) -> tuple[str, ...]:
    """The types of the arguments that tell a function apart, without the names.

    Args:
        arguments: as `pg_get_function_identity_arguments()` prints them.

    Raises:
        SqlError: the text is no list of parameters.
    """
    listed = function("s", "f", arguments).objargs
    return tuple(shown_type(argument.type_name, of_argument=True) for argument in listed)
