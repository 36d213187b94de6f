"""Whether PostgreSQL keeps the default of a new column in the catalog, or has to write it into every row."""

from __future__ import annotations

from wesley.ir.domain import Domain
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.sql.analysis.built_in import Volatility
from wesley.sql.text import qualified
from wesley.sql.volatility import volatility

_ORDER: tuple[Volatility, ...] = ("immutable", "stable", "volatile")


def evaluated_once(default: Expression, physical: Physical) -> bool:
    """True when ADD COLUMN evaluates the default once and touches no row (PostgreSQL 11; measured on 12 to 18).

    That is so as long as nothing in it is VOLATILE. A function that is not known counts as volatile.

    Args:
        default: the default.
        physical: the schema whose own functions it may call.
    """
    return volatility(default, _own_functions(physical)) != "volatile"


def _own_functions(physical: Physical) -> dict[tuple[str, str], Volatility]:
    """The worst volatility of each name."""
    found: dict[tuple[str, str], Volatility] = {}
    for function in physical.functions:
        name = (function.schema, function.name)
        here = next(each for each in _ORDER if each == function.volatility)
        found[name] = max(here, found.get(name, "immutable"), key=_ORDER.index)
    return found


def constrained_domain(type_name: str, physical: Physical) -> Domain | None:
    """The domain of this name when it has constraints: adding a column of it writes every row anew (measured)."""
    for domain in physical.domains:
        if type_name == qualified(domain.schema, domain.name) and (domain.checks or not domain.nullable):
            return domain
    return None
