"""What people and machines see of a run while it lasts: display, plain lines, logs, metrics."""

from __future__ import annotations

from wesley.cli.progress.sinks import Telling, records, sinks

__all__ = ["Telling", "records", "sinks"]
