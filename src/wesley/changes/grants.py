"""Grants as single privileges, to tell what was given and what was taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wesley.ir.access import Grant

Privilege = tuple[str, str, str | None]
"""A role, one of PostgreSQL's words, and a column or None for the whole object."""

_MOST_SHOWN = 3


def privileges(grants: Iterable[Grant]) -> frozenset[Privilege]:
    """Each privilege of each role; one on columns is nothing where the role has it on the whole object."""
    every = {
        (grant.role, privilege, column)
        for grant in grants
        for privilege in grant.privileges
        for column in (grant.columns or (None,))
    }
    return frozenset(each for each in every if each[2] is None or (each[0], each[1], None) not in every)


def grouped(single: Iterable[Privilege]) -> tuple[Grant, ...]:
    """The grants that hold these privileges: for each role one for the object, and one for each set of columns."""
    whole: dict[str, set[str]] = {}
    limited: dict[tuple[str, str], set[str]] = {}
    for role, privilege, column in single:
        if column is None:
            whole.setdefault(role, set()).add(privilege)
        else:
            limited.setdefault((role, privilege), set()).add(column)
    by_columns: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for (role, privilege), columns in limited.items():
        by_columns.setdefault((role, tuple(sorted(columns))), set()).add(privilege)
    grants = [Grant(role=role, privileges=tuple(sorted(words))) for role, words in whole.items()]
    grants += [
        Grant(role=role, privileges=tuple(sorted(words)), columns=columns)
        for (role, columns), words in by_columns.items()
    ]
    return tuple(sorted(grants, key=lambda grant: (grant.role, grant.columns)))


def worded(grants: Iterable[Grant]) -> str:
    """What is granted, for a person: `SELECT, UPDATE (name)`; many columns are counted."""
    return ", ".join(dict.fromkeys(word for grant in grants for word in _words(grant)))


def _words(grant: Grant) -> Iterator[str]:
    shown = ", ".join(grant.columns) if len(grant.columns) <= _MOST_SHOWN else f"{len(grant.columns)} columns"
    yield from (f"{privilege} ({shown})" if shown else privilege for privilege in grant.privileges)
