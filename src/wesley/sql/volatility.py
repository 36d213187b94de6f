"""How volatile is an expression: may its value change from row to row, from statement to statement, or never?

PostgreSQL's own answer is that of the worst function in it, casts and operators included (manual, section 36.7). Here
it is found without a server: what is built in is known by name, what the schema has is told by the caller, everything
else is volatile. An answer may be worse than PostgreSQL's, never better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from msgspec import Struct

from wesley.ir.expression import Expression
from wesley.sql.analysis.built_in import Signature, Volatility, operators
from wesley.sql.analysis.built_in import functions as built_in_functions
from wesley.sql.analysis.expression import analysed
from wesley.sql.analysis.resolve import resolve
from wesley.sql.analysis.scope import Scope, UnclearError, row_scope
from wesley.sql.analysis.types import NOTHING, UNKNOWN, Facts, coerces, is_polymorphic
from wesley.sql.error import SqlError
from wesley.sql.parse import Tree, kind, parse
from wesley.sql.single import only_value
from wesley.sql.type_name import shown_type
from wesley.sql.words import words

Own: TypeAlias = Mapping[tuple[str, str], Volatility]
"""The functions of a schema by schema and name, the worst of the overloads of a name."""

_NO_FUNCTIONS: Own = MappingProxyType({})
_ORDER: tuple[Volatility, ...] = ("immutable", "stable", "volatile")


def volatility(
    expression: Expression | str,
    functions: Own = _NO_FUNCTIONS,
    *,
    columns: Mapping[str, str] | None = None,
    facts: Facts = NOTHING,
) -> Volatility:
    """The volatility of an expression.

    Args:
        expression: the expression, or its text.
        functions: the schema's own functions. One without a schema before it is taken to be in `public`.
        columns: the columns of its row with their types; without them more is stable.
        facts: enums, domains and other tables.
    """
    text = expression if isinstance(expression, str) else expression.sql
    try:
        value = only_value(parse(f"SELECT {text}"))
    except SqlError:
        return "volatile"
    if value is None:
        return "volatile"
    return _of(value, _Known(functions=functions, scope=row_scope(None, columns, facts)))


def evaluated_once(
    default: Expression | str, functions: Own = _NO_FUNCTIONS, *, constrained_domain: bool = False
) -> bool:
    """True when ADD COLUMN with this default changes the catalog alone (PostgreSQL 11 and newer).

    The default is then evaluated once and kept beside the column (manual, ALTER TABLE, notes). Not so for a volatile
    one, nor for a column whose type is a domain with constraints: the table is written anew.

    Args:
        default: the DEFAULT expression.
        functions: the schema's own functions.
        constrained_domain: the column's type is a domain with a CHECK or NOT NULL.
    """
    return not constrained_domain and volatility(default, functions) != "volatile"


class _Known(Struct, frozen=True, kw_only=True):
    functions: Own
    scope: Scope


def _of(node: Tree, known: _Known) -> Volatility:
    name = node.DESCRIPTOR.name
    if name == "Node" and kind(node) not in _FOLLOWED:
        return "volatile" if kind(node) else "immutable"
    here = _KINDS[name](node, known) if name in _KINDS else "immutable"
    if name == "TypeName":
        return here
    return _worst([here, *(_of(child, known) for child in _children(node))])


def _worst(found: list[Volatility]) -> Volatility:
    return max(found, key=_ORDER.index)


def _children(node: Tree) -> Iterator[Tree]:
    for field, value in node.ListFields():
        if field.message_type is not None:
            yield from (value,) if hasattr(value, "ListFields") else value


def _function(node: Tree, known: _Known) -> Volatility:
    parts = tuple(part.string.sval for part in node.funcname)
    own = known.functions.get((parts[0], parts[1]) if len(parts) == 2 else ("public", parts[-1]))
    overloads = built_in_functions().get(parts[-1], ()) if parts[:-1] in ((), ("pg_catalog",)) else ()
    if not overloads:
        return own or "volatile"
    given = [_type(argument, known) for argument in node.args]
    return _worst([*([own] if own else []), *(_with_casts(overload, given) for overload in overloads)])


def _operation(node: Tree, known: _Known) -> Volatility:
    parts = [part.string.sval for part in node.name]
    if parts[:-1] not in ([], ["pg_catalog"]):
        return "volatile"
    if parts[-1].startswith(_BETWEEN):
        return _worst([_operator(name, node, known) for name in ("<", "<=", ">", ">=")])
    return _operator(parts[-1], node, known)


_BETWEEN = ("BETWEEN", "NOT BETWEEN")
_LISTS = ("list", "a_array_expr", "row_expr", "sub_link")


def _operator(name: str, node: Tree, known: _Known) -> Volatility:
    sides = [getattr(node, side) for side in ("lexpr", "rexpr") if node.HasField(side)]
    # What stands in a list or array is not looked at: any overload may be meant.
    given = [None if kind(side) in _LISTS or node.kind in (2, 3) else _type(side, known) for side in sides]
    overloads = [overload for overload in operators().get(name, ()) if len(overload.arguments or ()) == len(given)]
    fitting = [overload for overload in overloads if _fits(overload, given)]
    if not fitting:
        return "volatile" if not overloads else "stable"
    return _worst([_with_casts(overload, given) for overload in _chosen(fitting, given)])


def _chosen(fitting: list[Signature], given: list[str | None]) -> list[Signature]:
    """The overload that is meant, where the types of all arguments are known; else all that may be."""
    stated = tuple(name for name in given if name is not None)
    found = resolve(fitting, stated, operator=True) if len(stated) == len(given) else None
    return [overload for overload in fitting if found and overload.arguments == found[0]] or fitting


def _fits(overload: Signature, given: list[str | None]) -> bool:
    pairs = zip(overload.arguments or (), given, strict=True)
    return all(name is None or is_polymorphic(wanted) or coerces(name, wanted) for wanted, name in pairs)


# Becoming one of these is a cast that looks at the session's settings, and it may happen unasked.
_LOOKED_UP = ("timestamp with time zone", "time with time zone", "regclass")


def _with_casts(overload: Signature, given: list[str | None]) -> Volatility:
    """The volatility of an overload, with that of the casts that its arguments may need."""
    found: Volatility = overload.volatility
    if found == "immutable" and overload.arguments is not None and len(overload.arguments) == len(given):
        pairs = zip(overload.arguments, given, strict=True)
        if any(wanted in _LOOKED_UP and name not in (wanted, UNKNOWN) for wanted, name in pairs):
            return "stable"
    return found


def _cast(node: Tree, known: _Known) -> Volatility:
    """A cast; that of a constant in quotes is done when the statement is parsed."""
    if kind(node.arg) == "a_const":
        return "immutable"
    source = _type(node.arg, known)
    facts = known.scope.facts
    try:
        name = facts.qualified(shown_type(node.type_name))
    except SqlError:
        return "volatile"
    if facts.understood(name) is None or name in facts.domains:
        return "volatile"
    target = facts.base(name)
    if source is None:
        return "stable"
    if source in (target, UNKNOWN) or (_is_plain(source) and _is_plain(target) and _are_alike(source, target)):
        return "immutable"
    return "immutable" if (source, target) in _WITHOUT_ZONE else "stable"


# Types whose input, output and casts among each other are immutable (pg_proc of 12, 15 and 18).
_PLAIN = words(
    "boolean smallint integer bigint numeric real text character name uuid json jsonb bytea bit inet cidr"
) | {
    *("double precision", "character varying", "bit varying"),
}
_STAMP, _CLOCK = "timestamp without time zone", "time without time zone"
_WITHOUT_ZONE = {("date", _STAMP), (_STAMP, "date"), (_STAMP, _CLOCK), (_CLOCK, "interval"), ("interval", _CLOCK)}


def _is_plain(name: str) -> bool:
    return name.removesuffix("[]") in _PLAIN


def _are_alike(source: str, target: str) -> bool:
    """Both arrays or neither: an array's text is made by a function that is only stable."""
    return source.endswith("[]") == target.endswith("[]")


def _type(node: Tree, known: _Known) -> str | None:
    """The base type of a value; None when it is not known."""
    try:
        found = analysed(node, known.scope).type
    except (UnclearError, RecursionError):
        return None
    return found if found in (None, UNKNOWN) else known.scope.facts.base(str(found))


def _joined(values: list[Tree], known: _Known) -> Volatility:
    """Values that are brought to one type; bringing a date to `timestamp with time zone` asks for the time zone."""
    given = [name for name in (_type(value, known) for value in values) if name != UNKNOWN]
    if len(given) < 2 or (len(set(given)) == 1 and None not in given):
        return "immutable"
    return "stable" if None in given or not set(given).isdisjoint(_LOOKED_UP) else "immutable"


def _items(node: Tree, known: _Known) -> Volatility:
    return _joined(list(node.args), known)


def _array(node: Tree, known: _Known) -> Volatility:
    return _joined(list(node.elements), known)


def _case(node: Tree, known: _Known) -> Volatility:
    results = [arm.case_when.result for arm in node.args]
    found = _joined([*results, *([node.defresult] if node.HasField("defresult") else [])], known)
    if not node.HasField("arg"):
        return found
    tests = [_joined([node.arg, arm.case_when.expr], known) for arm in node.args]
    return _worst([found, *tests])


def _stable(_node: Tree, _known: _Known) -> Volatility:
    return "stable"


_KINDS: dict[str, Callable[[Tree, _Known], Volatility]] = {
    "FuncCall": _function,
    "A_Expr": _operation,
    "TypeCast": _cast,
    "CoalesceExpr": _items,
    "MinMaxExpr": _items,
    "A_ArrayExpr": _array,
    "CaseExpr": _case,
    "SQLValueFunction": _stable,
    "SubLink": _stable,
}
_FOLLOWED = words(
    """
    a_const column_ref string integer type_name a_expr bool_expr null_test boolean_test case_expr case_when
    coalesce_expr min_max_expr collate_clause a_array_expr row_expr a_indirection a_indices a_star list func_call
    type_cast sqlvalue_function sub_link select_stmt res_target range_var join_expr sort_by range_subselect
    """
)
