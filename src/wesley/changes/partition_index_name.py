"""The name of the index of a partition that belongs to an index of the partitioned table."""

from __future__ import annotations

import hashlib

from wesley.changes.matching import structure
from wesley.ir.codec import canonical_element
from wesley.ir.index import Index

_LONGEST = 63


def partition_index_name(partition: str, index: Index) -> str:
    """The name: that of the partition and a hash of what the index is.

    The schema does not know the indexes of a partition, so two of them, such as those of an index and of the one that
    replaces it, must never want one name.

    Args:
        partition: name of the partition.
        index: the index of the partitioned table.
    """
    # Its own name is part of it: two equal indexes of one table are two.
    text = index.name.encode() + canonical_element(structure(index))
    digest = hashlib.sha256(text).hexdigest()[:8]
    return partition.encode()[: _LONGEST - 9].decode(errors="ignore") + "_" + digest
