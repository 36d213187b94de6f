"""Functions; procedures, aggregates and what else of a function the IR has no word for are listed as unmanaged."""

from __future__ import annotations

from sys import intern
from typing import NamedTuple

from wesley.ir.routine import Function
from wesley.ir.unmanaged import Reference, Unmanaged
from wesley.postgres.catalog.names import Names
from wesley.postgres.catalog.references import REFERENCES, references
from wesley.postgres.catalog.scope import Scope, comment, own
from wesley.postgres.catalog.server import printed
from wesley.postgres.session import Session
from wesley.sql.printed import without_extension_schema

# What depends internally on something was made with it, such as the functions of a range type. Default costs: 1 for C,
# 100 otherwise; 1000 rows for a function that returns a set (manual, CREATE FUNCTION).
_FUNCTIONS = """
SELECT n.nspname, p.proname, pg_get_function_identity_arguments(p.oid), pg_get_function_result(p.oid), l.lanname,
    p.prosrc, p.provolatile::text, p.prosecdef, p.proisstrict, p.proleakproof, p.proparallel::text, p.proconfig,
    {comment}, p.prokind::text, fault.reason,
    CASE WHEN fault.reason IS NOT NULL THEN {references} END
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
    CROSS JOIN LATERAL (SELECT CASE
        WHEN p.prokind = 'a' THEN 'CREATE AGGREGATE'
        WHEN p.prokind = 'p' THEN 'CREATE PROCEDURE'
        WHEN p.prokind = 'w' THEN 'WINDOW'
        WHEN l.lanname IN ('internal', 'c') THEN 'written in ' || l.lanname
        WHEN p.pronargdefaults > 0 THEN 'arguments with defaults'
        WHEN p.proargmodes && '{{o,b,t}}'::"char"[] THEN 'OUT arguments or RETURNS TABLE'
        WHEN {has_body} THEN 'a body that is parsed when it is created'
        WHEN p.procost <> 100 OR p.prorows <> CASE WHEN p.proretset THEN 1000 ELSE 0 END THEN 'COST or ROWS'
        WHEN p.prosupport <> 0 THEN 'SUPPORT'
        WHEN p.protrftypes IS NOT NULL THEN 'TRANSFORM'
        END AS reason) fault
WHERE {in_scope} AND {own} AND NOT EXISTS
    (SELECT FROM pg_depend made WHERE made.classid = 'pg_proc'::regclass AND made.objid = p.oid AND made.deptype = 'i')
"""
_BODY_SINCE = 14

_VOLATILITIES = {"i": "immutable", "s": "stable", "v": "volatile"}
_PARALLEL = {"u": "unsafe", "r": "restricted", "s": "safe"}
_KINDS = {"a": "aggregate", "p": "procedure", "w": "window function"}
_SEARCH_PATH = "search_path"
_NO_PATH = '""'


class _Row(NamedTuple):
    schema: str
    name: str
    arguments: str | None
    returns: str | None
    language: str
    body: str
    volatility: str
    is_security_definer: bool
    is_strict: bool
    is_leakproof: bool
    parallel: str
    config: list[str] | None
    comment: str | None
    kind: str
    reason: str | None
    references: list[list[str | None]] | None


def read_functions(session: Session, scope: Scope, names: Names) -> tuple[tuple[Function, ...], tuple[Unmanaged, ...]]:
    """The functions, and what the IR cannot hold.

    Raises:
        StatementError: the server refused it.
    """
    sql = _FUNCTIONS.format(
        comment=comment("pg_proc", "p.oid"),
        references=REFERENCES.format(catalog="'pg_proc'::regclass", oid="p.oid"),
        has_body=scope.since(_BODY_SINCE, "p.prosqlbody IS NOT NULL", "false"),
        in_scope=scope.names("n.nspname"),
        own=own("pg_proc", "p.oid"),
    )
    functions: list[Function] = []
    others: list[Unmanaged] = []
    for row in (_Row(*row) for row in session.rows(sql)):
        if row.reason is None:
            functions.append(_function(row, names))
        else:
            others.append(_unmanaged(row, row.reason, references(row.references)))
    return tuple(functions), tuple(others)


def _function(row: _Row, names: Names) -> Function:
    settings = dict(text.split("=", 1) for text in row.config or ())
    path = settings.pop(_SEARCH_PATH, None)
    return Function(
        schema=row.schema,
        name=row.name,
        arguments=without_extension_schema(printed(row.arguments), names.brought.types),
        returns=without_extension_schema(printed(row.returns), names.brought.types),
        language=intern(row.language),
        body=row.body,
        volatility=_VOLATILITIES[row.volatility],
        security_definer=row.is_security_definer,
        strict=row.is_strict,
        leakproof=row.is_leakproof,
        parallel=_PARALLEL[row.parallel],
        search_path="" if path == _NO_PATH else path,
        settings=tuple(sorted(settings.items())),
        comment=row.comment,
    )


def _unmanaged(row: _Row, reason: str, listed: tuple[Reference, ...]) -> Unmanaged:
    return Unmanaged(
        kind=_KINDS.get(row.kind, "function"),
        schema=row.schema,
        name=f"{row.name}({printed(row.arguments)})",
        reason=reason,
        references=listed,
    )
