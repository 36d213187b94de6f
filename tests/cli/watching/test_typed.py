"""Lines that are typed at a terminal are counted; nothing waits for them."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

from wesley.cli.watching.typed import typed_lines

SCRIPT = """
import select
from wesley.cli.watching.typed import typed_lines
print("before", typed_lines(0), flush=True)
select.select([0], [], [])
print("typed", typed_lines(0), flush=True)
"""


def test_lines_are_counted_at_a_terminal_of_ours() -> None:
    reader, writer = pty.openpty()
    script = f"import os; os.login_tty({writer})\n{SCRIPT}"
    process = subprocess.Popen([sys.executable, "-c", script], pass_fds=[writer])
    os.close(writer)
    said = b""
    while b"before 0" not in said:
        said += os.read(reader, 1024)
    os.write(reader, b"hello\n\n")
    while b"typed 2" not in said:
        said += os.read(reader, 1024)
    assert process.wait(20) == 0
    os.close(reader)


def test_elsewhere_nothing_is_read() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"\n\n")
    assert typed_lines(reader) == 0
    assert os.read(reader, 2) == b"\n\n"
    os.close(reader)
    os.close(writer)
    assert typed_lines(reader) == 0
