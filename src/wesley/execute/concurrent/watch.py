"""What is looked at while a statement runs that no transaction covers, and when it is given up.

Such a statement has no timeout: it waits for others by design. Three things would go wrong without anybody looking:
somebody asks for a strong lock, waits for the statement, and everybody waits behind; what the statement waits for waits
in turn for the advisory lock of the run, which no deadlock check sees because the guard is idle; and a transaction that
is never ended holds it up for ever.
"""

from __future__ import annotations

from msgspec import Struct

from wesley.execute.codes import BUILD_GIVEN_UP
from wesley.execute.concurrent.given_up import GivenUpError
from wesley.execute.concurrent.progress import BuildProgress
from wesley.execute.concurrent.waits import Waits, sessions, waits
from wesley.execute.heartbeat import Pulse
from wesley.execute.holders import told
from wesley.execute.locks import end_blockers
from wesley.execute.run import Run
from wesley.observe.events import Blocker, HoldersSeen
from wesley.problems.problem import Problem

# To give up throws a build away, so a queue has to stand for longer than the stall budget before that.
_QUEUE_SECONDS = 1.0
_TELL_SECONDS = 5.0
_RESUME = "run `wesley migrate --resume`"


class Watched(Struct, frozen=True, kw_only=True):
    """The statement that is looked at.

    Args:
        number: its number in the plan.
        title: what it is a part of, for a person.
        relations: what it works on, as `schema.name`.
        builds: True when it builds an index, whose progress the server tells.
        strong: True when it takes locks that readers or writers wait for.
        patience: seconds for which it may wait for the same others.
    """

    number: int
    title: str
    relations: tuple[str, ...]
    builds: bool = False
    strong: bool = False
    patience: float


class Watch:
    """Looks again and again while the worker runs a statement; `waited` has the seconds for which it waited.

    Args:
        run: the run.
        watched: the statement.
    """

    def __init__(self, run: Run, watched: Watched) -> None:
        self._run = run
        self._watched = watched
        self._pulse = Pulse(run)
        self._progress = BuildProgress(run, watched.number)
        self._waits_for: object = None
        self._waiting_since = self._told_at = run.clock.now()
        self._queue_since: float | None = None
        self._last_look = run.clock.now()
        self.waited = 0.0

    def look(self) -> None:
        """Look once.

        Raises:
            GivenUpError: the statement has to be ended.
        """
        run = self._run
        self._pulse.beat()
        stage = self._progress.look() if self._watched.builds else None
        now = waits(run.connections.monitor)
        ahead = now.of(run.connections.pid("worker"))
        at = run.clock.now()
        self.waited += at - self._last_look if ahead else 0.0
        self._last_look = at
        self._refuse_endless(now)
        self._refuse_queue(now)
        self._wait((ahead, stage and (stage.phase, stage.done)), ahead)

    def _refuse_endless(self, now: Waits) -> None:
        """Give up when what the worker waits for waits in turn for the guard, which lets go only at the end."""
        guard, ahead = self._run.connections.pid("guard"), now.chain(self._run.connections.pid("worker"))
        if guard not in ahead:
            return
        stuck = sessions(self._run.connections.monitor, (pid for pid in ahead if guard in now.of(pid)))
        message = f"{self._watched.title} waits for {told(stuck)}, which waits for the advisory lock of this run"
        help_text = f"end that process, which has to ask with pg_try_advisory_lock() instead; then {_RESUME}"
        raise GivenUpError(_problem(message, help_text), passes=False)

    def _refuse_queue(self, now: Waits) -> None:
        """Give up when others have to wait behind somebody who waits for the worker."""
        behind = now.behind([self._run.connections.pid("worker")])
        queue = behind if self._watched.strong else tuple(pid for pid in now.behind(behind) if pid not in behind)
        if not queue:
            self._queue_since = None
            return
        at = self._run.clock.now()
        self._queue_since = at if self._queue_since is None else self._queue_since
        longest = self._run.settings.stall_budget if self._watched.strong else _QUEUE_SECONDS
        if at - self._queue_since < longest:
            return
        first = sessions(self._run.connections.monitor, behind)
        others = "" if self._watched.strong else f", and {len(queue)} wait behind"
        message = f"{self._watched.title} was ended, because {told(first)} waits for it{others}"
        raise GivenUpError(_problem(message, f"when that is over, {_RESUME}"), passes=True)

    def _wait(self, key: object, ahead: tuple[int, ...]) -> None:
        """Tell whom the worker waits for, and give up when nothing changes for longer than the run is patient."""
        at = self._run.clock.now()
        if not ahead or key != self._waits_for:
            self._waits_for, self._waiting_since = key, at
            return
        blockers = sessions(self._run.connections.monitor, ahead)
        end_blockers(self._run, blockers)
        if at - self._waiting_since >= self._watched.patience:
            raise GivenUpError(self._waited_too_long(blockers, at - self._waiting_since), passes=False)
        if at - self._told_at >= _TELL_SECONDS or self._told_at < self._waiting_since:
            self._told_at = at
            waiting = at - self._waiting_since
            self._run.emit(HoldersSeen(relations=self._watched.relations, blockers=blockers, waiting=waiting))

    def _waited_too_long(self, blockers: tuple[Blocker, ...], seconds: float) -> Problem:
        message = f"{self._watched.title} has waited for {seconds:.0f} s for {told(blockers) or 'others'}"
        return _problem(message, f"end the transaction of that process, then {_RESUME}")


def _problem(message: str, help_text: str) -> Problem:
    return Problem(code=BUILD_GIVEN_UP, message=message, help=help_text)
