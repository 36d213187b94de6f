"""Where a watch tells of itself: a display or lines for people, JSON for programs, a log and figures beside them."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from wesley.cli.progress import records
from wesley.cli.progress.background import Background
from wesley.cli.progress.canvas import Canvas
from wesley.cli.progress.fan_out import FanOut
from wesley.cli.progress.lines import Lines
from wesley.cli.progress.moment import Moment, now
from wesley.cli.progress.resumed import when_resumed
from wesley.cli.terminal import Paint, paint_for
from wesley.cli.watching.plain import Plain
from wesley.cli.watching.programs import Programs
from wesley.cli.watching.screen import Screen
from wesley.cli.watching.shown import Kind, Shown
from wesley.cli.watching.typed import typed_lines
from wesley.observe.events import Emit, Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wesley.cli.options import Options
    from wesley.cli.progress.background import Ticking


class Tellers(Struct, frozen=True, kw_only=True):
    """Where things are told.

    Args:
        emit: takes events.
        show: takes texts for people.
        paint: how those are colored.
        has_screen: whether a picture is drawn, which nothing else may write over.
    """

    emit: Emit
    show: Callable[[Kind, str], None]
    paint: Paint
    has_screen: bool


@contextmanager
def tellers(options: Options, given: dict[str, Any]) -> Iterator[Tellers]:
    """Open all places, and close them at the end of the `with` block.

    Args:
        options: the common options.
        given: the values of `record_options`, and `as_json`.

    Raises:
        WesleyError: a file cannot be opened.

    Within it, `emit` raises OSError once when standard output takes no events any more.
    """
    screen = _screen(options) if _has_screen(options, given) else None
    programs = Programs(1) if given["as_json"] else None
    with records(options, given) as record, when_resumed(None if screen is None else screen.resume):
        displays = [Background(display) for display in _displays(options, given, screen)]
        people = FanOut(displays, now)
        everywhere = FanOut([*displays, *([programs] if programs is not None else []), _Forward(record)], now)

        def emit(event: Event) -> None:
            everywhere.emit(event)
            if programs is not None:
                programs.ask()

        try:
            yield Tellers(
                emit=emit,
                show=lambda kind, text: people.emit(Shown(kind=kind, text=text)),
                paint=paint_for(sys.stderr, options),
                has_screen=screen is not None,
            )
        finally:
            everywhere.close()


class _Forward:
    """Events for another fan-out, which looks after its own places."""

    name = "another place"

    def __init__(self, emit: Emit) -> None:
        self._emit = emit

    def tell(self, event: Event, _moment: Moment) -> None:
        """Pass it on."""
        self._emit(event)

    def close(self) -> None:
        """Whoever has opened the other places closes them."""


def _screen(options: Options) -> Screen:
    sys.stderr.flush()
    canvas = Canvas(_lines(2), sys.stderr.fileno(), sys.stderr.encoding)
    return Screen(canvas, paint_for(sys.stderr, options), lambda: typed_lines(0))


def _displays(options: Options, given: dict[str, Any], screen: Screen | None) -> tuple[Ticking, ...]:
    """What people see on standard error; nothing where a log in JSON goes there."""
    sys.stderr.flush()
    if _is_logged_there(given):
        return ()
    if screen is not None:
        return (screen,)
    return (Plain(_lines(2), quiet=options.quiet or given["as_json"]),)


def _has_screen(options: Options, given: dict[str, Any]) -> bool:
    is_terminal = sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    is_free = not (given["as_json"] or given["once"] or _is_logged_there(given))
    return is_terminal and is_free and not options.quiet


def _is_logged_there(given: dict[str, Any]) -> bool:
    return bool(given["log_format"] == "json" and given["log"] is None)


def _lines(descriptor: int) -> Lines:
    return Lines(descriptor, owned=False)
