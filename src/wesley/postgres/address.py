"""Where a server is: libpq connection strings, checked, and shown without their secrets."""

from __future__ import annotations

from wesley.postgres.codes import NOT_REACHED
from wesley.problems.problem import Problem, ServerError

SECRETS = ("password", "sslpassword", "oauth_client_secret")
_SCHEMES = ("postgresql://", "postgres://")


def parameters(conninfo: str) -> dict[str, str]:
    """The parameters that a connection string states.

    Args:
        conninfo: any form that libpq accepts: a URL, `key=value` pairs, or nothing (the PG* variables then hold).

    Raises:
        ServerError: libpq does not accept it. Its own message may quote a password, so it is not repeated.
    """
    from psycopg import Error
    from psycopg.conninfo import conninfo_to_dict

    try:
        stated = conninfo_to_dict(conninfo)
    except Error:
        raise ServerError(_not_a_conninfo()) from None
    if _is_cut_early(conninfo):
        raise ServerError(_not_a_conninfo())
    return {key: str(value) for key, value in stated.items() if value is not None}


def _is_cut_early(conninfo: str) -> bool:
    """True for a URL with an `@` in its password: libpq takes what follows for the host, which is no secret."""
    if not conninfo.startswith(_SCHEMES):
        return False
    return conninfo.partition("?")[0].count("@") > 1


def with_database(conninfo: str, name: str) -> str:
    """The same server, another database.

    Raises:
        ServerError: libpq does not accept the connection string.
    """
    from psycopg.conninfo import make_conninfo

    return make_conninfo(**{**parameters(conninfo), "dbname": name})


def shown(conninfo: str) -> str:
    """A connection string as a message may show it: who, where and which database, no secret."""
    stated = parameters(conninfo)
    where = " ".join(f"{key}={stated[key]}" for key in ("host", "port", "dbname", "user") if key in stated)
    return where or "the default address of libpq"


def without_secrets(message: str, conninfo: str) -> str:
    """A server's or libpq's message with every secret of the connection string blotted out."""
    stated = parameters(conninfo)
    for key in SECRETS:
        if secret := stated.get(key):
            message = message.replace(secret, "***")
    return message


def _not_a_conninfo() -> Problem:
    return Problem(
        code=NOT_REACHED,
        message="the database address is not one that libpq understands",
        help="write postgresql://user@host:port/database with special characters percent-encoded, "
        "or key=value pairs (PostgreSQL manual, 34.1.1)",
    )
