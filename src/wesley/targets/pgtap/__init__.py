"""pgTAP tests: that a database is what the schema says, down to who sees which rows."""

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.targets.target import Target


def _emit(schema: Schema, settings: Settings) -> dict[str, str]:
    from wesley.targets.pgtap.emit import emit

    return emit(schema, settings)


TARGET = Target("pgtap", _emit)
