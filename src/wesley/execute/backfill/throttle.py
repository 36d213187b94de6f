"""Between two batches: wait until the standbys have replayed what was written, and write no more WAL than is wanted."""

from __future__ import annotations

from wesley.execute.codes import STANDBY_BEHIND
from wesley.execute.heartbeat import Pulse
from wesley.execute.lag import Seen, Standby, behind, look
from wesley.execute.run import Run
from wesley.observe.events import Continued, Paused, Warned
from wesley.problems.problem import Problem, ServerError

_LOOK_SECONDS = 0.5
# Looks are kept a twentieth of the longest lag apart, so that these reach far enough back.
_KEPT = 200
_PARTS_OF_LAG = 20
# A pause for the sake of the WAL is worth telling, and worth a wake-up.
_LEAST_PAUSE = 1.0


class Throttle:
    """What was seen of the server during a backfill.

    Args:
        run: the run.
        number: the statement's.
        pulse: gives the signs of life during a pause.
    """

    def __init__(self, run: Run, number: int, pulse: Pulse) -> None:
        self._run = run
        self._number = number
        self._pulse = pulse
        self._seen: tuple[Seen, ...] = (self._look(),)
        self._since = self._seen[-1]
        if self._since.hidden:
            run.emit(Warned(message=_HIDDEN))

    def wait(self) -> float:
        """Wait as long as it is too early for the next batch; gives the seconds of waiting.

        Raises:
            ServerError: a standby stays behind for as long as the run is patient.
        """
        began = self._run.clock.now()
        self._look_again()
        self._wait_for_standbys()
        self._wait_for_wal()
        return self._run.clock.now() - began

    def _wait_for_standbys(self) -> None:
        run, limit = self._run, self._run.settings.max_lag
        last = self._last_one()
        if last is None or last[1] <= limit:
            return
        began = run.clock.now()
        run.emit(Paused(number=self._number, reason=_told(*last)))
        # Half of the limit, so that it does not stop again after the next batch.
        while (last := self._last_one()) is not None and last[1] > limit / 2:
            if run.clock.now() - began >= run.settings.patience:
                raise ServerError(_too_far(*last))
            self._sleep(_LOOK_SECONDS)
            self._look_again()
        self._continue(began)

    def _wait_for_wal(self) -> None:
        """Let the time pass that what was written since the last pause should have taken."""
        limit, last = self._run.settings.max_wal, self._seen[-1]
        if limit is None:
            return
        owed = (last.made - self._since.made) / limit - (last.at - self._since.at)
        if owed < 0:
            self._since = last
        if owed < _LEAST_PAUSE:
            return
        began = self._run.clock.now()
        self._run.emit(Paused(number=self._number, reason=f"the server has written more WAL than {limit:,} bytes/s"))
        while (left := began + owed - self._run.clock.now()) > 0:
            self._sleep(min(left, _LOOK_SECONDS))
        # What others have written meanwhile does not count: the backfill goes on however slowly.
        self._look_again()
        self._since = self._seen[-1]
        self._continue(began)

    def _continue(self, began: float) -> None:
        self._run.emit(Continued(number=self._number, seconds=self._run.clock.now() - began))

    def _sleep(self, seconds: float) -> None:
        self._run.clock.sleep(seconds)
        self._pulse.beat()

    def _look(self) -> Seen:
        return look(self._run.connections.monitor, self._run.clock.now())

    def _look_again(self) -> None:
        new = self._look()
        apart = max(_LOOK_SECONDS, self._run.settings.max_lag / _PARTS_OF_LAG)
        is_close = len(self._seen) > 1 and new.at - self._seen[-2].at < apart
        before = self._seen[:-1] if is_close else self._seen
        self._seen = (*before, new)[-_KEPT:]

    def _last_one(self) -> tuple[Standby, float] | None:
        """The standby that is farthest behind, and its seconds."""
        lags = ((standby, behind(standby, self._seen)) for standby in self._seen[-1].standbys)
        return max(lags, key=lambda one: one[1], default=None)


_HIDDEN = (
    "the server has standbys, and this role may not see how far behind they are: the backfill does not wait for them; "
    "GRANT pg_monitor to it"
)


def _told(standby: Standby, seconds: float) -> str:
    return f"the standby {standby.name} is {seconds:.1f} s behind"


def _too_far(standby: Standby, seconds: float) -> Problem:
    return Problem(
        code=STANDBY_BEHIND,
        message=f"{_told(standby, seconds)}, and does not catch up",
        help="the batches that are done are in the journal; when it has caught up run `wesley migrate --resume`, or "
        "resume with a larger --max-lag",
    )
