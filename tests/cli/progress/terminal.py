"""A terminal of the tests' own: a pseudo-terminal, and the picture that it would show."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import termios
import threading

_SEQUENCE = re.compile(r"\x1b\[(\d*)([A-Za-z])")


class Terminal:
    """A pseudo-terminal that is read until its end.

    Args:
        columns, rows: its size.
    """

    def __init__(self, columns: int = 80, rows: int = 24) -> None:
        self._reader, self.descriptor = pty.openpty()
        self.resize(columns, rows)
        self._data = b""
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def resize(self, columns: int, rows: int) -> None:
        """Make it another size."""
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def closed(self) -> bytes:
        """All that was written to it; nothing more can be."""
        os.close(self.descriptor)
        self._thread.join()
        os.close(self._reader)
        return self._data

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._reader, 65536)
            except OSError:
                return
            if not data:
                return
            self._data += data


def screen(data: bytes) -> list[str]:
    """The lines that a terminal shows after what was written to it, for the few sequences that the display uses."""
    lines, row, column = [""], 0, 0
    position, text = 0, data.decode()
    while position < len(text):
        found = _SEQUENCE.match(text, position)
        if found:
            number, what = int(found[1] or 1), found[2]
            if what == "A":
                row -= number
            elif what == "K":
                lines[row] = lines[row][:column]
            elif what == "J":
                lines[row] = lines[row][:column]
                del lines[row + 1 :]
            else:
                assert what == "m"
            position = found.end()
            continue
        sign = text[position]
        position += 1
        if sign == "\r":
            column = 0
        elif sign == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        else:
            lines[row] = lines[row][:column].ljust(column) + sign + lines[row][column + 1 :]
            column += 1
    return [line.rstrip() for line in lines]
