"""A machine on which all is well, to be made worse."""

from __future__ import annotations

from wesley.health.machine import Dependency, Machine
from wesley.postgres.binaries import Binaries, Provider

GOOD = Machine(
    wesley="1.0",
    python="3.12.1",
    executable="/usr/bin/python3",
    dependencies=(Dependency(name="click", needed=">=8.1,<9", version="8.2", fits=True),),
    binaries=(Binaries(folder="/usr/lib/postgresql/15/bin", version="15.4", provider=Provider.SYSTEM),),
    wanted=15,
    cache="/home/me/.cache/wesley",
    clusters=2,
    cache_bytes=48 << 20,
    configuration="wesley.toml",
    files=3,
)
