"""GRANT. A column that is an identity needs no privilege on its sequence (measured on PostgreSQL 15 and 18)."""

from __future__ import annotations

from wesley.ir.access import Grant
from wesley.sql.nodes import names, relation, role
from wesley.sql.parse import Tree
from wesley.sql.tree import Filling, statement

# The privileges of tables, their columns and schemas (section 5.8 of the manual); ALL is for every one of them.
PRIVILEGES = frozenset(
    {"ALL", "CREATE", "DELETE", "INSERT", "REFERENCES", "SELECT", "TRIGGER", "TRUNCATE", "UPDATE", "USAGE"}
)


def grant_on_table(schema: str, table: str, grant: Grant) -> Tree:
    """GRANT on a table or view, or on some of its columns.

    Raises:
        ValueError: a privilege is none of PostgreSQL's.
    """
    return _grant("__table", grant, {"table": relation(schema, table)})


def grant_on_namespace(namespace: str, grant: Grant) -> Tree:
    """GRANT on a schema.

    Raises:
        ValueError: a privilege is none of PostgreSQL's.
    """
    return _grant("SCHEMA __namespace", grant, {"namespace": names((namespace,))})


def _grant(target: str, grant: Grant, fillings: dict[str, Filling]) -> Tree:
    if not PRIVILEGES.issuperset(grant.privileges):
        raise ValueError(f"no such privileges: {grant.privileges}")
    if grant.columns:
        privileges = ", ".join(f"{privilege} (__columns)" for privilege in grant.privileges)
        fillings["columns"] = names(grant.columns)
    else:
        privileges = ", ".join(grant.privileges)
    return statement(f"GRANT {privileges} ON {target} TO __role", **fillings, role=role(grant.role))
