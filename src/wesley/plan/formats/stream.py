"""The JSON of a plan read line by line, so that memory does not grow with the number of its statements."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import msgspec
from msgspec import Struct

from wesley.ir.codec import fingerprint
from wesley.ir.origin import decode_aside
from wesley.plan.codes import NEWER_PLAN, NOT_A_PLAN
from wesley.plan.formats.difference import applied
from wesley.plan.formats.record import Back, Head, Line, unsigned
from wesley.plan.plan import PLAN_VERSION, Phase
from wesley.problems.problem import Problem, WesleyError

Open = Callable[[], Iterator[bytes]]
"""Gives the lines of the text from its beginning, each with its newline."""

_HEAD, _UNDO, _STATEMENTS = b'{"head": ', b'"undo": ', b'"statements": ['


class Part(Struct, frozen=True, kw_only=True):
    """What is known of a plan, or of its way back, without its statements.

    Args:
        head: all but the statements.
        statements: how many there are.
        waiting: how many of them belong to the contract.
    """

    head: Head
    statements: int
    waiting: int


class Outline(Struct, frozen=True, kw_only=True):
    """What is known of a text that was read from its beginning to its end.

    Args:
        forward: the plan.
        back: the plan that leads back; None when there is none.
        no_way_back: why there is none.
    """

    forward: Part
    back: Part | None = None
    no_way_back: str = ""


class _Version(Struct, frozen=True):
    plan_version: int


class Statements:
    """The statements of a plan in a text; they can be gone through again and again.

    Args:
        opened: gives the lines of the text.
        name: what messages call it.
        back: whether those of the way back are meant.
        head: that of the plan that they belong to; its digest says what they are.
    """

    def __init__(self, opened: Open, name: str, head: Head, *, back: bool) -> None:
        self._opened, self._name, self._head, self._back = opened, name, head, back

    def __iter__(self) -> Iterator[Line]:
        """One statement after the other.

        Raises:
            WesleyError: at the end, when they are not what the plan's head says.
        """
        reader = _Reader(self._opened(), self._name)
        reader.head()
        if self._back:
            for _ in reader.statements():
                pass
            reader.undo()
        yield from reader.checked(self._head)


def outline(opened: Open, name: str) -> Outline:
    """Read the text once from its beginning to its end, and see that it is whole and as it was made.

    Args:
        opened: gives the lines of the text.
        name: what messages call it.

    Raises:
        WesleyError: it is no plan, one of a newer version, or one that was changed since it was made.
    """
    reader = _Reader(opened(), name)
    forward = _part(reader, reader.head(), name)
    back = reader.undo()
    if isinstance(back, Back):
        found = Outline(forward=forward, no_way_back=back.reason)
    else:
        found = Outline(forward=forward, back=_part(reader, back, name))
    reader.end()
    return found


def _part(reader: _Reader, head: Head, name: str) -> Part:
    statements = waiting = 0
    for line in reader.checked(head):
        statements += 1
        waiting += line.phase is Phase.CONTRACT
    schemas = (head.before, applied(head.before, head.between), applied(head.before, head.goal))
    stated = (head.fingerprints.before, head.fingerprints.between, head.fingerprints.goal)
    if tuple(fingerprint(schema) for schema in schemas) != stated:
        raise _changed(name)
    return Part(head=head, statements=statements, waiting=waiting)


class _Reader:
    """Goes through the lines of a text once."""

    def __init__(self, lines: Iterator[bytes], name: str) -> None:
        self._lines, self._name = lines, name

    def head(self) -> Head:
        """The first line."""
        return self._read_head(self._next(), _HEAD)

    def undo(self) -> Head | Back:
        """The line after the statements: the head of the way back, or why there is none."""
        line = self._next()
        if line.startswith(_UNDO + _HEAD):
            return self._read_head(line, _UNDO + _HEAD)
        if not line.startswith(_UNDO) or not line.endswith(b"}\n"):
            raise self._no_plan("it ends too early")
        try:
            return msgspec.json.decode(line.removeprefix(_UNDO)[: -len(b"}\n")], type=Back)
        except msgspec.DecodeError as error:
            raise self._no_plan(str(error)) from None

    def statements(self) -> Iterator[bytes]:
        """The lines of the statements, without what stands between them."""
        line = self._next()
        if line.startswith(_STATEMENTS + b"]"):
            self._refuse_rest(line.removeprefix(_STATEMENTS + b"]"))
            return
        if line != _STATEMENTS + b"\n":
            raise self._no_plan("its statements do not stand a line each")
        while not (line := self._next()).startswith(b"]"):
            yield line.removesuffix(b"\n").removesuffix(b",")
        self._refuse_rest(line.removeprefix(b"]"))

    def checked(self, head: Head) -> Iterator[Line]:
        """The statements, and at their end whether they and this head have its digest."""
        found = hashlib.sha256(unsigned(head))
        for text in self.statements():
            found.update(text + b"\n")
            try:
                yield msgspec.json.decode(text, type=Line, dec_hook=decode_aside)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise self._no_plan(str(error)) from None
        if found.hexdigest() != head.digest:
            raise _changed(self._name)

    def end(self) -> None:
        """See that nothing stands behind the plan."""
        if any(line.strip() for line in self._lines):
            raise self._no_plan("something stands behind its end")

    def _refuse_rest(self, rest: bytes) -> None:
        """Behind the statements of the plan stands a comma, behind those of the way back the end of the text."""
        if rest.strip() not in (b",", b"}}"):
            raise self._no_plan("something stands behind its statements")

    def _next(self) -> bytes:
        line = next(self._lines, None)
        if line is None:
            raise self._no_plan("it ends too early")
        return line

    def _read_head(self, line: bytes, beginning: bytes) -> Head:
        if not line.startswith(beginning):
            raise self._no_plan("it does not begin as one")
        text = line.removeprefix(beginning).removesuffix(b"\n").removesuffix(b",")
        try:
            version = msgspec.json.decode(text, type=_Version).plan_version
            if version > PLAN_VERSION:
                raise _newer(self._name, version)
            return msgspec.json.decode(text, type=Head, dec_hook=decode_aside)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self._no_plan(str(error)) from None

    def _no_plan(self, why: str) -> WesleyError:
        help_text = "make it with `wesley plan --format json`, and leave its lines as they are"
        return WesleyError(Problem(code=NOT_A_PLAN, message=f"{self._name} holds no plan: {why}", help=help_text))


def _changed(name: str) -> WesleyError:
    message, help_text = f"{name} was changed since it was made", "make it anew with `wesley plan`"
    return WesleyError(Problem(code=NOT_A_PLAN, message=message, help=help_text))


def _newer(name: str, version: int) -> WesleyError:
    message = f"{name} is of version {version}; this Wesley reads up to version {PLAN_VERSION}"
    help_text = "upgrade Wesley, or make the plan with this one"
    return WesleyError(Problem(code=NEWER_PLAN, message=message, help=help_text))
