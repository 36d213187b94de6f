"""The stages of one compilation in one fresh process, in milliseconds of CPU time, as JSON on standard output."""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

from benchmarks.report import say


def main() -> None:
    """Compile the file that is named, stage by stage."""
    gc.disable()
    times: dict[str, float] = {}
    mark = time.process_time()

    def lap(stage: str) -> None:
        nonlocal mark
        now = time.process_time()
        times[stage] = (now - mark) * 1000
        mark = now

    import graphql  # noqa: F401
    import postgast  # noqa: F401

    from wesley.config.settings import Settings
    from wesley.sdl.read import read
    from wesley.sdl.source import Source
    from wesley.targets import ALL

    lap("import")
    settings = Settings()
    reading = read([Source("bench.graphql", Path(sys.argv[1]).read_text())], settings)
    lap("read, validate, lint")
    if reading.schema is None:
        raise SystemExit("the benchmark's schema has errors")
    for target in ALL:
        target.emit(reading.schema, settings)
        lap(target.name)
    say(json.dumps(times))


if __name__ == "__main__":
    main()
