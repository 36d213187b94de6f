"""One kind of blow at every point of a plan."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import msgspec
from msgspec import Struct

from proof.command import Ended, command
from proof.kills.blows import Blow
from proof.kills.scene import Scene, copied, first_words
from proof.kills.sound import faults, inconsistencies
from proof.kills.victim import Order
from wesley.execute.begin import unfinished
from wesley.execute.journal import plans
from wesley.execute.journal.install import has_journal
from wesley.postgres.session import session

_STOPPED = 3


class Struck(Struct, frozen=True, kw_only=True):
    """A plan that was struck again and again.

    Args:
        blow: what was killed.
        points: where: the segment, before or inside which statement.
        processes: how many times the tool was started.
        faults: what is wrong with the database at the end, or was with the journal on the way.
    """

    blow: Blow
    points: tuple[str, ...]
    processes: int
    faults: tuple[str, ...]


def struck(scene: Scene, blow: Blow, part: int = 0, parts: int = 1) -> Struck:
    """Run the plan on a copy, kill at each point once, and go on until it is done.

    Args:
        scene: where.
        blow: what is killed.
        part, parts: only points of this part are struck, of so many equal ones.

    Raises:
        RuntimeError: the tool failed for another reason, or does not come to its end.
    """
    seen = scene.folder / f"{blow}-{part}-{parts}"
    with copied(scene, blow.value) as database:
        order = Order(
            conninfo=database,
            major=scene.server.binaries.major,
            folder=str(scene.server.folder),
            blow=blow,
            seen=str(seen),
            part=part,
            parts=parts,
        )
        processes, found = _to_the_end(scene, order)
        found += faults(database, scene.expected)
    return Struck(blow=blow, points=_points(seen), processes=processes, faults=found)


def _to_the_end(scene: Scene, order: Order) -> tuple[int, tuple[str, ...]]:
    processes, found = 0, tuple[str, ...]()
    while not _is_done(order.conninfo):
        before = len(_points(Path(order.seen)))
        ended = command(
            scene.folder, "proof.kills.victim", msgspec.json.encode(order).decode(), *_words(order.conninfo)
        )
        processes += 1
        found += inconsistencies(order.conninfo)
        if len(_points(Path(order.seen))) == before and ended.status:
            raise RuntimeError(f"nobody has struck it, and it ended with {ended.status}:\n{ended.said}")
        _refuse_other_end(ended, order.blow)
    return processes, found


def _words(conninfo: str) -> tuple[str, ...]:
    """Go on with the plan where it was begun, else begin it."""
    with session(conninfo) as own:
        begun = unfinished(own) is not None
    return ("migrate", "--resume", "--database-url", conninfo) if begun else first_words(conninfo)


def _is_done(conninfo: str) -> bool:
    with session(conninfo) as own:
        return has_journal(own) and any(entry.state == "done" for entry in plans.entries(own))


def _refuse_other_end(ended: Ended, blow: Blow) -> None:
    """A tool that is killed says nothing; one whose connections are, again and again, says so and can go on."""
    allowed = (0, -signal.SIGKILL) if blow is Blow.TOOL else (0, _STOPPED)
    if ended.status not in allowed or "Traceback" in ended.said:
        raise RuntimeError(f"the tool ended with {ended.status}:\n{ended.said}")


def _points(seen: Path) -> tuple[str, ...]:
    if not seen.exists():
        return ()
    lines = [json.loads(line) for line in seen.read_text().splitlines()]
    return tuple(f"{line['stage']}, {line['when'].lower()}: {line['sql']}" for line in lines)
