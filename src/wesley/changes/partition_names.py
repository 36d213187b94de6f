"""The names of what belongs to one partition. A schema does not know them, so none of them may be wanted twice."""

from __future__ import annotations

import hashlib

from wesley.changes.matching import structure
from wesley.ir.codec import canonical_element
from wesley.ir.constraint import ForeignKey, PrimaryKey, Unique
from wesley.ir.index import Index

_LONGEST = 63


def partition_index_name(partition: str, index: Index | PrimaryKey | Unique) -> str:
    """The name of the index of a partition that belongs to an index or a key of the partitioned table.

    An index and the one that replaces it have different ones, and so have two equal indexes of one table. Two keys can
    differ while their indexes are equal, when only one of them is deferrable.

    Args:
        partition: name of the partition.
        index: the index of the partitioned table, or its key.
    """
    return _hashed(partition, index)


def partition_foreign_key_name(key: ForeignKey) -> str:
    """The name of the foreign key of a partition that the partitioned table takes over; it keeps it."""
    return _hashed(key.name, key)


def _hashed(name: str, value: ForeignKey | Index | PrimaryKey | Unique) -> str:
    """A name with a hash of what the value is called and what it is."""
    text = value.name.encode() + canonical_element(structure(value))
    digest = hashlib.sha256(text).hexdigest()[:8]
    return name.encode()[: _LONGEST - 9].decode(errors="ignore") + "_" + digest
