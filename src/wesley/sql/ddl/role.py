"""CREATE ROLE."""

from __future__ import annotations

from wesley.ir.access import Role
from wesley.sql.parse import Tree
from wesley.sql.text import quote_identifier, quote_literal
from wesley.sql.tree import statement


def create_role(role: Role) -> Tree:
    """A DO block that creates a role NOLOGIN where it is missing, even when another session does so at this moment.

    The other session's role shows as `duplicate_object` when it is committed, and as `unique_violation` of pg_authid
    when it commits while this one waits. Who may not create roles can run this where they exist.
    """
    body = f"""
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {quote_literal(role.name)}) THEN
    CREATE ROLE {quote_identifier(role.name)} NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
"""
    return statement("DO '__body'", body=body)
