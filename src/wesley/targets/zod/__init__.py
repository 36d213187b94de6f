"""Zod 4 schemas: one module for the rows, inputs and enums of the TypeScript types."""

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.memory.memory import Memory
from wesley.targets.target import Target


def _emit(schema: Schema, settings: Settings, memory: Memory | None = None) -> dict[str, str]:
    from wesley.targets.zod.module import module

    return {settings.outputs.zod: module(schema, settings, memory)}


TARGET = Target("zod", _emit)
