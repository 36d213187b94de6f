"""Domains: CREATE, ALTER, DROP DOMAIN."""

from __future__ import annotations

from wesley.ir.constraint import Check
from wesley.ir.domain import Domain
from wesley.sql.nodes import collation, expression, operand, type_name
from wesley.sql.parse import Tree
from wesley.sql.tree import Filling, statement


def create_domain(domain: Domain) -> Tree:
    """CREATE DOMAIN with its default, NOT NULL and checks, all but those that are not valid.

    Raises:
        SqlError: a name is empty, or its type or an expression cannot be parsed.
    """
    pattern = "CREATE DOMAIN __schema.__name AS __type"
    fillings: dict[str, Filling] = {"schema": domain.schema, "name": domain.name, "type": type_name(domain.type)}
    if domain.collation is not None:
        pattern += " COLLATE __collation"
        fillings["collation"] = collation(domain.collation)
    if domain.default is not None:
        pattern += " DEFAULT (__default)"
        fillings["default"] = operand(domain.default.sql)
    if not domain.nullable:
        pattern += " NOT NULL"
    for ordinal, check in enumerate(each for each in domain.checks if each.valid):
        pattern += f" CONSTRAINT __name{ordinal} CHECK (__check{ordinal})"
        fillings[f"name{ordinal}"] = check.name
        fillings[f"check{ordinal}"] = expression(check.expression.sql)
    return statement(pattern, **fillings)


def add_domain_check(schema: str, domain: str, check: Check, *, not_valid: bool = False) -> Tree:
    """ALTER DOMAIN ... ADD CONSTRAINT ... CHECK.

    Args:
        schema, domain: the domain.
        check: the check; one that is not valid is added NOT VALID.
        not_valid: NOT VALID: values that are there already are not checked.
    """
    action = "ADD CONSTRAINT __name CHECK (__check)" + (" NOT VALID" if not_valid or not check.valid else "")
    return _altered(schema, domain, action, name=check.name, check=expression(check.expression.sql))


def validate_domain_check(schema: str, domain: str, name: str) -> Tree:
    """ALTER DOMAIN ... VALIDATE CONSTRAINT."""
    return _altered(schema, domain, "VALIDATE CONSTRAINT __name", name=name)


def drop_domain_check(schema: str, domain: str, name: str) -> Tree:
    """ALTER DOMAIN ... DROP CONSTRAINT."""
    return _altered(schema, domain, "DROP CONSTRAINT __name", name=name)


def rename_domain_check(schema: str, domain: str, name: str, to: str) -> Tree:
    """ALTER DOMAIN ... RENAME CONSTRAINT."""
    return _altered(schema, domain, "RENAME CONSTRAINT __name TO __to", name=name, to=to)


def set_domain_default(schema: str, domain: str, sql: str) -> Tree:
    """ALTER DOMAIN ... SET DEFAULT.

    Raises:
        SqlError: `sql` is no single expression.
    """
    return _altered(schema, domain, "SET DEFAULT __default", default=expression(sql))


def drop_domain_default(schema: str, domain: str) -> Tree:
    """ALTER DOMAIN ... DROP DEFAULT."""
    return _altered(schema, domain, "DROP DEFAULT")


def set_domain_not_null(schema: str, domain: str) -> Tree:
    """ALTER DOMAIN ... SET NOT NULL."""
    return _altered(schema, domain, "SET NOT NULL")


def drop_domain_not_null(schema: str, domain: str) -> Tree:
    """ALTER DOMAIN ... DROP NOT NULL."""
    return _altered(schema, domain, "DROP NOT NULL")


def drop_domain(schema: str, domain: str) -> Tree:
    """DROP DOMAIN; refused by PostgreSQL while a column or function uses it."""
    return statement("DROP DOMAIN __schema.__domain", schema=schema, domain=domain)


def _altered(schema: str, domain: str, action: str, **fillings: Filling) -> Tree:
    return statement(f"ALTER DOMAIN __schema.__domain {action}", schema=schema, domain=domain, **fillings)
