"""What is wrong with a piece of SQL text."""

from __future__ import annotations


class SqlError(Exception):
    """SQL text that is refused.

    Args:
        message: one sentence, without a full stop, that names what is refused and why.
        offset: where in the text, in characters from 0.
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
