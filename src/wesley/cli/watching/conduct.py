"""A watch from its first round to Ctrl-C."""

from __future__ import annotations

import gc
import secrets
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wesley.cli.configuration import Loaded, load
from wesley.cli.find_files import STANDARD_INPUT
from wesley.cli.paths import shown
from wesley.cli.watching.effects import effects, only
from wesley.cli.watching.home import named
from wesley.cli.watching.look import look, names
from wesley.cli.watching.notify import command_for, notify
from wesley.cli.watching.places import output_folder, watched
from wesley.cli.watching.tellers import Tellers, tellers
from wesley.cli.watching.watcher import Watcher
from wesley.observe.events import Warned
from wesley.observe.watching import WatchEnded, WatchStarted
from wesley.problems.problem import Problem, UsageError
from wesley.watch.bursts import bursts
from wesley.watch.codes import NOT_WATCHED
from wesley.watch.database import TestDatabase
from wesley.watch.look import Look
from wesley.watch.rounds import Outcome, rounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wesley.cli.options import Options
    from wesley.watch.rounds import Round

_LOOKS = 5


def conduct(options: Options, given: dict[str, Any]) -> int:
    """Watch until somebody ends it; one round only with `--once`.

    Args:
        options: the common options.
        given: the values of the command's options, by their names.

    Returns:
        The exit status of one round: 1 when something in it failed.

    Raises:
        UsageError: the command line or the configuration is wrong at the start.
        KeyboardInterrupt: somebody ended it.
    """
    loaded = _begin(options, given)
    with ExitStack() as stack:
        told = stack.enter_context(tellers(options, given))
        database = TestDatabase()
        stack.callback(database.close)
        began, number, outcome = time.monotonic(), 0, Outcome.PASSED
        told.emit(_started(given, loaded))
        if given["notify"] and not command_for(""):
            told.emit(Warned(message="there is no desktop to notify: neither notify-send nor osascript is installed"))
        try:
            for one in _rounds(options, given, told, database, stack):
                number, outcome = one.number, one.outcome
        finally:
            told.emit(WatchEnded(rounds=number, seconds=time.monotonic() - began))
        return 0 if outcome is Outcome.PASSED else 1


def _begin(options: Options, given: dict[str, Any]) -> Loaded:
    """See that there is something to watch; a mistake in the command line is told at once."""
    if STANDARD_INPUT in given["paths"]:
        message, help_text = "standard input cannot be watched", "name files, folders or globs"
        raise UsageError(Problem(code=NOT_WATCHED, message=message, help=help_text))
    loaded = load(options.config)
    only(given, loaded.settings)
    seen, _ = look(given["paths"], given["out"], options)
    if seen.settings is None:
        raise UsageError(*seen.problems)
    return loaded


def _started(given: dict[str, Any], loaded: Loaded) -> WatchStarted:
    folder = shown(output_folder(given["out"], loaded))
    return WatchStarted(watch=secrets.token_hex(4), paths=names(given["paths"], loaded), out=folder)


def _rounds(
    options: Options, given: dict[str, Any], told: Tellers, database: TestDatabase, stack: ExitStack
) -> Iterator[Round]:
    if given["once"]:
        once = effects(given, lambda: look(given["paths"], given["out"], options)[0], told, database, lambda: False)
        yield from rounds(once, ())
        return
    watcher = Watcher(lambda message: told.emit(Warned(message=message)))
    stack.callback(watcher.close)
    its = effects(given, lambda: _settled(options, given, watcher), told, database, watcher.has_changes)
    last, home = Outcome.PASSED, Path.cwd()
    changes = bursts(watcher.take, time.monotonic, given["debounce"])
    for one in rounds(its, (frozenset(named(path, home) for path in burst) for burst in changes)):
        if given["notify"] and (one.outcome is not Outcome.PASSED or last is not Outcome.PASSED):
            notify(_news(one))
        last = one.outcome
        yield one
        # Nobody waits for it now, and a round leaves cycles behind.
        gc.collect()


def _settled(options: Options, given: dict[str, Any], watcher: Watcher) -> Look:
    """What the files are, where all of them were watched before they were read."""
    seen, loaded = look(given["paths"], given["out"], options)
    for _ in range(_LOOKS):
        if loaded is None or not watcher.aim(watched(given["paths"], options.config, loaded, seen)):
            break
        seen, loaded = look(given["paths"], given["out"], options)
    return seen


def _news(one: Round) -> str:
    if one.outcome is Outcome.PASSED:
        return "all is well again"
    return "the schema has errors" if one.outcome is Outcome.REFUSED else "the tests or the command failed"
