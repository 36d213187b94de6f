"""PostgreSQL DDL: one file that builds the whole schema in an empty database."""

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.memory.memory import Memory
from wesley.targets.target import Target


def _emit(schema: Schema, settings: Settings, memory: Memory | None = None) -> dict[str, str]:
    from wesley.targets.postgres.document import document

    return {settings.outputs.postgres: document(schema, memory)}


TARGET = Target("postgres", _emit)
