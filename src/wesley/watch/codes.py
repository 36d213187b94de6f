"""The codes of watching."""

from __future__ import annotations

from wesley.problems.problem import Code

NOT_WATCHED = Code(
    code="WATCH001",
    name="not-watched",
    summary="What was named cannot be watched.",
    why="Files and folders are watched. Standard input is read once and is over.",
    bad="cat schema.graphql | wesley watch -",
    good="wesley watch schema.graphql",
)
OUT_OF_REACH = Code(
    code="WATCH002",
    name="out-of-reach",
    summary="Files could not be read or written while they were watched.",
    why="They are being moved, their permissions are gone, or the disk is. The watch goes on and looks again when "
    "something changes.",
)
COMMAND_NOT_RUN = Code(
    code="WATCH003",
    name="command-not-run",
    summary="The command of `--exec` could not be started.",
    why="It is run by `/bin/sh -c` in the working directory.",
)
TOO_DEEP = Code(
    code="WATCH004",
    name="nested-too-deeply",
    summary="A schema is nested more deeply than it can be followed.",
    why="Lists, objects and expressions within each other are followed by calls within each other, and Python ends "
    "those at a thousand.",
)
RUNS_ITSELF = Code(
    code="WATCH005",
    name="runs-itself",
    summary="The command of `--exec` changes the schema each time.",
    why="Each change begins a round and each round runs the command, so it would never end. After five times in a row "
    "it is left out, until something else changes.",
    bad="wesley watch --exec 'date > schema/when.graphql'",
    good="wesley watch --exec 'date > when.txt'",
)

ALL = (NOT_WATCHED, OUT_OF_REACH, COMMAND_NOT_RUN, TOO_DEEP, RUNS_ITSELF)
