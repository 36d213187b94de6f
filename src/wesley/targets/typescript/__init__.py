"""TypeScript types: one module of rows, enums, interfaces, unions, inputs and operations."""

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.memory.memory import Memory
from wesley.targets.target import Target


def _emit(schema: Schema, settings: Settings, memory: Memory | None = None) -> dict[str, str]:
    from wesley.targets.typescript.module import module

    return {settings.outputs.typescript: module(schema, settings, memory)}


TARGET = Target("typescript", _emit)
