"""The garbage collector, off for a while."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_off() -> Iterator[None]:
    """No collection while the block runs: a compile makes few cycles, and looking for them took half of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # All that was made since would count as new, and the next new object would have all of it looked at.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
