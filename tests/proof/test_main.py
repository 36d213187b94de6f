"""`python -m proof` ends what it has started, whoever ends it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from proof.servers import MAJORS

_ENDLESS = f"""
import signal, sys
import proof.__main__
from proof.report import say
from proof.servers import running

def endless(words):
    with running({MAJORS[0]}) as server:
        say(str(server.folder))
        signal.pause()

proof.__main__.PROOFS["endless"] = endless
sys.exit(proof.__main__.until_told_to_end(["endless"]))
"""


@pytest.mark.server
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_leaves_no_server(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", _ENDLESS], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip())
        assert (folder / "data" / "postmaster.pid").exists()
        process.send_signal(number)
    assert process.returncode == 128 + number
    assert not folder.exists()
