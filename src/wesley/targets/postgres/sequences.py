"""Sequences that belong to no identity column."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.schema import Physical
from wesley.sql.ddl.sequence import create_sequence, owned_by
from wesley.targets.postgres.statement import written


def sequences(physical: Physical) -> Iterator[str]:
    """The sequences, which defaults of columns may name."""
    for sequence in physical.sequences:
        yield written(sequence.origin, create_sequence, sequence)


def owners(physical: Physical) -> Iterator[str]:
    """To which columns sequences belong."""
    for sequence in physical.sequences:
        if sequence.owned_by is not None:
            yield written(sequence.origin, owned_by, sequence)
