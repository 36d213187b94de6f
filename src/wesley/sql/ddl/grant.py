"""GRANT and REVOKE. An identity column needs no privilege on its sequence (measured on PostgreSQL 15 and 18)."""

from __future__ import annotations

from wesley.ir.access import Grant
from wesley.sql.error import SqlError
from wesley.sql.nodes import names, relation, role
from wesley.sql.parse import Tree
from wesley.sql.tree import Filling, statement

# The privileges of tables, their columns and schemas (section 5.8 of the manual); ALL is for every one of them, and
# MAINTAIN came with PostgreSQL 17.
PRIVILEGES = frozenset(
    {"ALL", "CREATE", "DELETE", "INSERT", "MAINTAIN", "REFERENCES", "SELECT", "TRIGGER", "TRUNCATE", "UPDATE", "USAGE"}
)


def grant_on_table(schema: str, table: str, grant: Grant) -> Tree:
    """GRANT on a table or view, or on some of its columns.

    Raises:
        SqlError: a privilege is none of PostgreSQL's.
    """
    return _changed("GRANT", "__table", grant, {"table": relation(schema, table)})


def revoke_on_table(schema: str, table: str, grant: Grant) -> Tree:
    """REVOKE of exactly what a grant gives on a table or view, or on some of its columns.

    Raises:
        SqlError: a privilege is none of PostgreSQL's.
    """
    return _changed("REVOKE", "__table", grant, {"table": relation(schema, table)})


def grant_on_namespace(namespace: str, grant: Grant) -> Tree:
    """GRANT on a schema.

    Raises:
        SqlError: a privilege is none of PostgreSQL's.
    """
    return _changed("GRANT", "SCHEMA __namespace", grant, {"namespace": names((namespace,))})


def revoke_on_namespace(namespace: str, grant: Grant) -> Tree:
    """REVOKE of exactly what a grant gives on a schema.

    Raises:
        SqlError: a privilege is none of PostgreSQL's.
    """
    return _changed("REVOKE", "SCHEMA __namespace", grant, {"namespace": names((namespace,))})


def _changed(verb: str, target: str, grant: Grant, fillings: dict[str, Filling]) -> Tree:
    if not PRIVILEGES.issuperset(grant.privileges):
        raise SqlError(f"no such privileges: {', '.join(grant.privileges)}")
    if grant.columns:
        privileges = ", ".join(f"{privilege} (__columns)" for privilege in grant.privileges)
        fillings["columns"] = names(grant.columns)
    else:
        privileges = ", ".join(grant.privileges)
    to = "TO" if verb == "GRANT" else "FROM"
    return statement(f"{verb} {privileges} ON {target} {to} __role", **fillings, role=role(grant.role))
