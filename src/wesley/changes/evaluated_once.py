"""Whether PostgreSQL keeps the default of a new column in the catalog, or has to write it into every row."""

from __future__ import annotations

from wesley.ir.domain import Domain
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.sql.analysis.built_in import functions
from wesley.sql.text import qualified, quote_identifier


def evaluated_once(default: Expression, physical: Physical) -> bool:
    """True when ADD COLUMN evaluates the default once and touches no row (PostgreSQL 11; measured on 12 to 18).

    That is so as long as nothing in it is VOLATILE. A function that is not known counts as volatile.

    Args:
        default: the default.
        physical: the schema whose own functions it may call.
    """
    own = {
        name
        for function in physical.functions
        if function.volatility != "volatile"
        for name in (qualified(function.schema, function.name), quote_identifier(function.name))
    }
    volatile_too = {
        qualified(function.schema, function.name)
        for function in physical.functions
        if function.volatility == "volatile"
    }
    return all((name in own or _is_steady(name)) and name not in volatile_too for name in default.functions)


def _is_steady(name: str) -> bool:
    """True for a built-in function none of whose overloads is VOLATILE."""
    overloads = functions().get(name.removeprefix("pg_catalog."), ())
    return bool(overloads) and all(each.volatility != "volatile" for each in overloads)


def constrained_domain(type_name: str, physical: Physical) -> Domain | None:
    """The domain of this name when it has constraints: adding a column of it writes every row anew (measured)."""
    for domain in physical.domains:
        if type_name == qualified(domain.schema, domain.name) and (domain.checks or not domain.nullable):
            return domain
    return None
