"""pgTAP tests: that a database is what the schema says, down to who sees which rows."""

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.memory.memory import Memory
from wesley.targets.target import Target


def _emit(schema: Schema, settings: Settings, memory: Memory | None = None) -> dict[str, str]:
    from wesley.targets.pgtap.emit import emit

    return emit(schema, settings, memory)


TARGET = Target("pgtap", _emit)
