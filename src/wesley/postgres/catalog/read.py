"""Read a live database into the IR: one transaction, one snapshot, a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from wesley.ir.column import Identity
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.ir.table import Table
from wesley.ir.unmanaged import Unmanaged
from wesley.ir.view import View
from wesley.postgres.catalog.catalog import Catalog
from wesley.postgres.catalog.columns import read_columns
from wesley.postgres.catalog.constraints import read_constraints
from wesley.postgres.catalog.functions import read_functions
from wesley.postgres.catalog.grants import Grants, read_grants
from wesley.postgres.catalog.indexes import read_indexes
from wesley.postgres.catalog.lookups import read_lookups
from wesley.postgres.catalog.names import Names, read_names
from wesley.postgres.catalog.namespaces import less_empty_public, read_namespaces
from wesley.postgres.catalog.policies import read_policies
from wesley.postgres.catalog.relations import Relation, read_relations, sizes
from wesley.postgres.catalog.scope import Scope
from wesley.postgres.catalog.sequences import Sequences, read_sequences
from wesley.postgres.catalog.server import major_version, snapshot
from wesley.postgres.catalog.strangers import strangers
from wesley.postgres.catalog.tables import Parts, table
from wesley.postgres.catalog.triggers import read_triggers
from wesley.postgres.catalog.types import read_domains, read_enums
from wesley.postgres.catalog.unmanaged import read_unmanaged
from wesley.postgres.catalog.views import read_dependencies, view
from wesley.postgres.session import Session

_ROLES = 'SELECT rolname FROM pg_roles ORDER BY rolname COLLATE "C"'


def read_catalog(
    session: Session, *, namespaces: tuple[str, ...] | None = None, lookups: tuple[tuple[str, str], ...] = ()
) -> Catalog:
    """What a database holds.

    What belongs to an extension is the extension's and not read. The expressions are the server's prints, read and
    printed as the schema language's are; two that mean the same may still be spelled differently.

    Args:
        session: a session in the database, outside any transaction.
        namespaces: names of the schemas to read; None for all but PostgreSQL's own.
        lookups: schema and name of tables whose rows are read too, as far as they are there.

    Raises:
        ServerError: the server's version is not known, its catalogs cannot be read, or the connection broke.
    """
    scope = Scope(major_version(session), namespaces)
    with snapshot(session) as time_zone:
        return _read(session, scope, time_zone, lookups)


def read_physical(session: Session, *, lookups: tuple[tuple[str, str], ...] = ()) -> Physical:
    """The schema of a database that holds nothing else: what the IR has no place for is not looked for.

    To look for it takes a fifth of the time of all the rest (5 of 29 ms, an empty database on 18).

    Args:
        session, lookups: as for `read_catalog`.

    Raises:
        ServerError: as `read_catalog` does.
    """
    scope = Scope(major_version(session), None)
    with snapshot(session):
        return _schema(session, scope, lookups).physical


class _Schema(NamedTuple):
    """The schema, what the readers of it found besides, and the relations and rights it was made of."""

    physical: Physical
    odd: tuple[Unmanaged, ...]
    relations: tuple[Relation, ...]


def _read(session: Session, scope: Scope, time_zone: str, lookups: tuple[tuple[str, str], ...]) -> Catalog:
    physical, odd, relations = _schema(session, scope, lookups)
    odd = (*odd, *strangers(relations), *read_unmanaged(session, scope))
    return Catalog(
        physical=physical,
        unmanaged=tuple(sorted(odd, key=_place)),
        roles=tuple(name for (name,) in session.rows(_ROLES)),
        version=scope.version,
        version_num=session.version,
        time_zone=time_zone,
        sizes=sizes(relations),
    )


def _schema(session: Session, scope: Scope, lookups: tuple[tuple[str, str], ...]) -> _Schema:
    names = read_names(session)
    relations = read_relations(session, scope)
    grants = read_grants(session, scope)
    sequences = read_sequences(session, scope)
    functions, odd_functions = read_functions(session, scope, names)
    parts = _parts(session, scope, names, relations, sequences.identities, grants)
    tables, odd_parts = _tables(relations, parts)
    tables = _with_rows(session, tables, lookups)
    physical = Physical(
        extensions=names.extensions,
        enums=read_enums(session, scope),
        domains=read_domains(session, scope, names),
        sequences=_sequences(sequences, relations),
        tables=tables,
        views=_views(relations, parts, read_dependencies(session, scope), tables),
        functions=functions,
    )
    namespaces = less_empty_public(physical, read_namespaces(session, scope, grants))
    odd = (*odd_functions, *odd_parts, *grants.unmanaged)
    return _Schema(replace(physical, namespaces=namespaces), odd, relations)


def _parts(
    session: Session,
    scope: Scope,
    names: Names,
    relations: tuple[Relation, ...],
    identities: dict[tuple[int, int], Identity],
    grants: Grants,
) -> Parts:
    partitions = [one for one in relations if one.is_partition]
    return Parts(
        names=names,
        attributes=read_columns(session, scope, names, identities),
        constraints=read_constraints(session, scope),
        indexes=_grouped((row.relation, row) for row in read_indexes(session, scope)),
        policies=read_policies(session, scope, names),
        triggers=read_triggers(session, scope, names),
        partitions=_grouped((one.parent, one) for one in partitions if one.parent is not None),
        grants=grants.of_relation,
    )


_Value = TypeVar("_Value")


def _grouped(pairs: Iterable[tuple[int, _Value]]) -> dict[int, tuple[_Value, ...]]:
    found: dict[int, list[_Value]] = {}
    for oid, value in pairs:
        found.setdefault(oid, []).append(value)
    return {oid: tuple(values) for oid, values in found.items()}


def _tables(relations: tuple[Relation, ...], parts: Parts) -> tuple[tuple[Table, ...], tuple[Unmanaged, ...]]:
    made = [table(relation, parts) for relation in relations if relation.is_table]
    return tuple(one for one, _ in made), tuple(stranger for _, odd in made for stranger in odd)


def _sequences(sequences: Sequences, relations: tuple[Relation, ...]) -> tuple[Sequence, ...]:
    """The sequences but those of tables that the IR cannot hold: they are a part of their table."""
    strange = {relation.oid for relation in relations if not relation.is_table}
    return tuple(sequence for owner, sequence in sequences.standing if owner not in strange)


def _with_rows(session: Session, tables: tuple[Table, ...], lookups: tuple[tuple[str, str], ...]) -> tuple[Table, ...]:
    wanted = tuple(one for one in tables if (one.schema, one.name) in lookups and one.partitioning is None)
    rows = read_lookups(session, wanted)
    return tuple(replace(one, rows=rows.get((one.schema, one.name))) for one in tables) if rows else tables


def _views(
    relations: tuple[Relation, ...], parts: Parts, reads: dict[int, set[int]], tables: tuple[Table, ...]
) -> tuple[View, ...]:
    found = [relation for relation in relations if relation.is_view]
    known = {(one.schema, one.name) for one in tables} | {(one.schema, one.name) for one in found}
    by_oid = {relation.oid: (relation.schema, relation.name) for relation in relations}
    return tuple(
        view(
            relation,
            parts.attributes.get(relation.oid, {}),
            parts.indexes_of(relation),
            parts.grants.get(relation.oid, ()),
            tuple(sorted({by_oid[oid] for oid in reads.get(relation.oid, ()) if oid in by_oid} & known)),
            parts.names,
        )
        for relation in found
    )


def _place(one: Unmanaged) -> tuple[str, str, str, str, str]:
    return (one.schema, one.table or "", one.kind, one.name, one.reason)
