"""How old a transaction is at least, where its beginning may not be seen."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from wesley.execute.holders import Holder
from wesley.observe.events import Blocker


class FirstSeen:
    """Remembers since when each holder is in the way.

    Without `pg_monitor` the server shows of the sessions of others no `xact_start` (manual, "Monitoring Database
    Activity"); of a prepared transaction it shows none to anybody.
    """

    def __init__(self) -> None:
        self._since: dict[str, float] = {}
        self._at_first: frozenset[str] | None = None

    def begin(self) -> None:
        """The next look is the first one for a while: whoever it finds may be there for long already."""
        self._at_first = None

    def aged(self, holders: Sequence[Holder], now: float) -> tuple[Blocker, ...]:
        """Holders with the age that they have at least.

        Args:
            holders: what was seen just now.
            now: in seconds, on the clock of the looks before.
        """
        if self._at_first is None:
            self._at_first = frozenset(one.transaction for one in holders)
        self._since = {one.transaction: self._since.get(one.transaction, now) for one in holders}
        return tuple(self._aged(one, now) for one in holders)

    def may_be_old(self, holders: Sequence[Holder]) -> frozenset[int]:
        """The processes of those that were there at the first look and do not show when they began."""
        at_first = self._at_first or frozenset()
        return frozenset(one.blocker.pid for one in holders if not one.is_timed and one.transaction in at_first)

    def _aged(self, holder: Holder, now: float) -> Blocker:
        return replace(holder.blocker, age=max(holder.blocker.age, now - self._since[holder.transaction]))
