"""Bytes to a file that is open, without anything in between that could keep them back."""

from __future__ import annotations

import os


class Lines:
    """Writes to a file descriptor.

    Args:
        descriptor: open for writing.
        owned: whether to close it at the end.
    """

    def __init__(self, descriptor: int, *, owned: bool) -> None:
        self._descriptor, self._owned = descriptor, owned

    def write(self, data: bytes) -> None:
        """Write all of it.

        Raises:
            OSError: the machine does not let it.
        """
        while data:
            data = data[os.write(self._descriptor, data) :]

    def close(self) -> None:
        """Close it, where it was opened for this."""
        if self._owned:
            self._owned = False
            os.close(self._descriptor)
